using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;
using PipelineGraph.Server.Tests.Queries;
using PipelineGraph.Server.Tests.Schema;
using PipelineGraph.Server.Tests.Subscriptions;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>Every field of the schema has a decision about who may use it, and the server keeps to it.</summary>
[Collection(DemoServer.Collection)]
public sealed class FieldRoleTests(DemoServer demo)
{
    private const string Denied = "AUTH_NOT_AUTHORIZED";

    /// <summary>What a token without a known role is good for.</summary>
    private static readonly string[] OpenToAll = ["me"];

    /// <summary>Callers by their roles; none stands for a token whose roles nobody knows.</summary>
    private static readonly Role[][] Callers =
        [[], [Role.Rep], [Role.Manager], [Role.Analyst], [Role.Integration], [Role.Admin], [Role.Rep, Role.Analyst]];

    private ISchema Schema => demo.Running.App.Services.GetRequiredService<ISchema>();

    [Fact]
    public void Every_root_field_says_who_may_use_it()
    {
        var silent = Roots().Where(field => RolesOf(field) is null).Select(field => field.Name);

        Assert.Equal(OpenToAll, silent);
    }

    /// <summary>Fields of objects go to whoever sees the object. One that is new is reviewed here: may all of them see it?</summary>
    [Fact]
    public void Every_field_of_the_schema_has_been_reviewed()
    {
        var roots = Roots().Select(field => $"{field.Name}: {(RolesOf(field) is { } roles ? string.Join(' ', roles) : "everybody")}");
        var types = Schema.AllTypes.OfType<IObjectGraphType>().Where(type => !IsRoot(type) && type.Name[0] != '_')
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => $"{type.Name}: {string.Join(' ', type.Fields.Select(field => field.Name))}");

        Reviewed.Matches(string.Join('\n', [.. roots, "", .. types, ""]), "fields-by-role.txt",
            "tests", "PipelineGraph.Server.Tests", "Access");
    }

    [Fact]
    public async Task Each_query_is_answered_to_the_roles_of_the_schema_and_denied_to_others()
    {
        var calls = new RootCalls(Schema);
        foreach (var field in Schema.Query.Fields)
        {
            var query = $"{{ {calls.Of(field)} }}";
            foreach (var roles in Callers)
            {
                var answer = await AskAsync(query, roles);
                Assert.True(Expected(field, roles) == CodeOf(answer), $"{query} by {Names(roles)}: {answer}");
            }
        }
    }

    [Fact]
    public async Task Each_subscription_is_opened_to_the_roles_of_the_schema_and_denied_to_others()
    {
        var calls = new RootCalls(Schema);
        foreach (var field in Schema.Subscription!.Fields)
        {
            var query = $"subscription {{ {calls.Of(field)} }}";
            foreach (var roles in Callers)
            {
                using var request = Office.Request(query, null, demo.Token(roles));
                using var stream = await SseClient.OpenAsync(demo.Running.Client, request);
                var first = string.Join('\n', await stream.BlockAsync() ?? []);
                Assert.True(Expected(field, roles) is { } code
                        ? first.Contains(code, StringComparison.Ordinal)
                        : first.StartsWith(':'),
                    $"{query} by {Names(roles)}: {first}");
            }
        }
    }

    [Fact]
    public async Task A_token_without_a_known_role_changes_nothing()
    {
        var calls = new RootCalls(Schema);
        foreach (var mutation in Schema.Mutation!.Fields)
        {
            var input = mutation.Arguments!.Find("input")!.ResolvedType!.GetNamedType().Name;
            var query = $"mutation {{ {mutation.Name}(input: {calls.Literal(input)}) {{ __typename }} }}";

            Assert.Equal(Denied, CodeOf(await AskAsync(query, [])));
        }
    }

    [Theory]
    [InlineData(nameof(Role.Rep))]
    [InlineData(nameof(Role.Manager))]
    [InlineData(nameof(Role.Analyst))]
    [InlineData(nameof(Role.Integration))]
    [InlineData(nameof(Role.Admin))]
    public async Task Every_field_of_every_object_is_answered_to_each_role(string role)
    {
        Role[] roles = [Enum.Parse<Role>(role)];
        var subject = await demo.OwnerOfDealsAsync();
        var walk = new FieldWalk(demo.Map, query => AskAsync(query, roles, subject));
        var answered = walk.All.ToHashSet();
        var pipeline = (await demo.DataAsync("{ pipelines { id } }")).GetProperty("pipelines")[0].GetProperty("id").GetString();
        var calls = new RootCalls(Schema, pipeline);

        var faults = await walk.FaultsAsync();
        foreach (var field in Schema.Query.Fields)
        {
            var answer = await AskAsync($"{{ {calls.Whole(field, answered)} }}", roles, subject);
            if (answer.TryGetProperty("errors", out var errors)) faults.Add($"{field.Name}: {errors}");
        }

        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{demo.Failure()}");
        Assert.Contains("Deal.title", walk.Shown);
        Assert.Equal("", string.Join(' ', Unanswered(answered)));
    }

    /// <summary>
    /// The walk asks for whole connections; what only mutations show, and only events, is tried by the tests of those.
    /// </summary>
    private IEnumerable<string> Unanswered(HashSet<string> answered) => Schema.AllTypes.OfType<IObjectGraphType>()
        .Where(type => !IsRoot(type) && type.Name[0] != '_' && !IsOfMutations(type) && !IsOfConnections(type)
            && !type.Implements("PipelineEvent"))
        .SelectMany(type => type.Fields.Select(field => $"{type.Name}.{field.Name}"))
        .Where(field => !answered.Contains(field)).Order();

    private static bool IsOfMutations(IObjectGraphType type)
        => type.Name.EndsWith("Payload", StringComparison.Ordinal) || type.Name is "MoveDealResult" || type.Implements("Error");

    private static bool IsOfConnections(IObjectGraphType type)
        => type.Name.EndsWith("Connection", StringComparison.Ordinal) || type.Name.EndsWith("Edge", StringComparison.Ordinal);

    private IEnumerable<FieldType> Roots()
        => Schema.Query.Fields.Concat(Schema.Mutation!.Fields).Concat(Schema.Subscription!.Fields);

    private bool IsRoot(IGraphType type) => type == Schema.Query || type == Schema.Mutation || type == Schema.Subscription;

    private static string[]? RolesOf(FieldType field)
        => field.GetAppliedDirectives()?.Find("authorize")?.FindArgument("roles")?.Value as string[];

    private static string? Expected(FieldType field, Role[] roles)
        => RolesOf(field) is { } allowed && !roles.Any(role => allowed.Contains(Claim.Word(role))) ? Denied : null;

    private static string? CodeOf(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
        : null;

    private static string Names(Role[] roles) => roles.Length == 0 ? "nobody" : string.Join('+', roles);

    private async Task<JsonElement> AskAsync(string query, Role[] roles, string subject = "demo")
    {
        using var request = Office.Request(query, null, demo.Token(roles, subject));
        using var response = await demo.Running.Client.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }
}

internal static class Interfaces
{
    public static bool Implements(this IObjectGraphType type, string name)
        => type.ResolvedInterfaces.Any(each => each.Name == name);
}
