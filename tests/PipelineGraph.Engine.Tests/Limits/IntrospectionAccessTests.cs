using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Tests.Transport;
using static PipelineGraph.Engine.Tests.Transport.HttpCalls;

namespace PipelineGraph.Engine.Tests.Limits;

public class IntrospectionAccessTests
{
    [Theory]
    [InlineData(IntrospectionAccess.On, "rep", true)]
    [InlineData(IntrospectionAccess.Roles, "rep", false)]
    [InlineData(IntrospectionAccess.Roles, "Analyst", true)]
    [InlineData(IntrospectionAccess.Off, "analyst", false)]
    public async Task The_schema_is_told_to_those_who_may_know_it(IntrospectionAccess access, string role, bool isTold)
    {
        await using var host = await HostAsync(access, role);

        foreach (var query in (string[])
        [
            "{ __schema { queryType { name } } }",
            """{ __type(name: "Query") { name } }""",
            "{ hello ... { ...F } } fragment F on Query { schema: __schema { queryType { name } } }",
        ])
            Assert.Equal(isTold, !(await (await host.QueryAsync(query)).TextAsync()).Contains("HC0046"));
    }

    [Fact]
    public async Task A_refusal_says_which_field_is_meant_and_the_name_of_a_type_is_no_secret()
    {
        await using var host = await HostAsync(IntrospectionAccess.Off, "admin");

        var refused = await host.QueryAsync("{ hello __schema { queryType { name } } }");
        var named = await host.QueryAsync("{ __typename item { __typename } }");

        Assert.Equal(OneLine("""
            {"errors":[{"message":"Introspection is not allowed for the current request.","locations":[{"line":1,"column":9}],
            "extensions":{"code":"HC0046","field":"__schema"}}]}
            """), await refused.TextAsync());
        Assert.Equal("""{"data":{"__typename":"Query","item":{"__typename":"Item"}}}""", await named.TextAsync());
    }

    private static Task<GraphQLHost> HostAsync(IntrospectionAccess access, string role) => GraphQLHost.StartAsync(
        limits: limits => (limits.Introspection, limits.IntrospectionRoles) = (access, "analyst,admin"),
        pipeline: app => app.Use((context, next) =>
        {
            context.User = new(new ClaimsIdentity([new("role", role)], "test", nameType: null, roleType: "role"));
            return next(context);
        }));
}
