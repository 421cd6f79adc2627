using System.Security.Claims;
using PipelineGraph.Server.Access;
using Claim = System.Security.Claims.Claim;

namespace PipelineGraph.Server.Tests.Access;

public class CallerTests
{
    [Fact]
    public void Caller_has_what_the_token_says()
    {
        var caller = Caller.From(Principal(("sub", "anna@example.com"), ("name", "Anna"), ("role", "rep"), ("team", "north")));

        Assert.Equal("anna@example.com", caller.Subject);
        Assert.Equal("Anna", caller.Name);
        Assert.Equal("north", caller.Team);
        Assert.Equal([Role.Rep], caller.Roles);
    }

    [Fact]
    public void Several_roles_are_a_union_each_once_and_unknown_ones_are_left_out()
    {
        var caller = Caller.From(Principal(
            ("sub", "a"), ("role", "admin"), ("role", "REP"), ("role", "rep"), ("role", "owner"), ("role", "1"), ("role", "rep,admin")));

        Assert.Equal([Role.Rep, Role.Admin], caller.Roles);
        Assert.True(caller.Is(Role.Admin));
        Assert.False(caller.Is(Role.Manager));
    }

    [Fact]
    public void Empty_name_and_team_count_as_absent()
    {
        var caller = Caller.From(Principal(("sub", "a"), ("name", ""), ("team", "")));

        Assert.Null(caller.Name);
        Assert.Null(caller.Team);
        Assert.Empty(caller.Roles);
    }

    [Fact]
    public void Principal_without_a_subject_is_no_caller()
    {
        Assert.Throws<ArgumentException>(() => Caller.From(Principal(("name", "Anna"))));
    }

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims)
        => new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));
}
