using System.Text.Json;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Limits;

/// <summary>Each limit of the table, at its default, at the server.</summary>
[Collection(LimitServer.Collection)]
public sealed class LimitTableTests(LimitServer server)
{
    private static readonly Dictionary<string, LimitRow> ByName = LimitRows.All.ToDictionary(row => row.Name);

    public static TheoryData<string> Rows => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_a_limit_allows_is_answered_and_one_more_is_refused_by_its_name(string name)
    {
        var (row, token) = (ByName[name], server.NewToken());

        var below = await server.PostAsync(row.Below, token);
        var above = await server.PostAsync(row.Above, token);

        Assert.True(below is { Status: 200, Refusal: null }, below.Text);
        Assert.StartsWith("{\"data\":{", below.Text, StringComparison.Ordinal);
        Assert.Equal(row.Refusal, above.Refusal);
    }

    [Fact]
    public void Every_limit_is_in_the_table_or_has_a_reason_not_to_be()
    {
        var elsewhere = new Dictionary<string, string>
        {
            [nameof(LimitOptions.MergeSteps)] = "the limits of fields and fragments are reached first: DocumentLimitTests",
            [nameof(LimitOptions.ValidationErrors)] = "refuses nothing: below",
            [nameof(LimitOptions.RequestsPerMinute)] = "of many requests: RateTests",
            [nameof(LimitOptions.CostPerMinute)] = "of many requests: RateTests",
            [nameof(LimitOptions.Introspection)] = "of roles: IntrospectionAccessTests, and below",
            [nameof(LimitOptions.IntrospectionRoles)] = "of roles: IntrospectionAccessTests, and below",
            [nameof(LimitOptions.ExecutionTimeout)] = "of time: ExecutionTimeoutTests",
            [nameof(LimitOptions.MessageBytes)] = "of sockets: SocketLimitTests",
            [nameof(LimitOptions.OperationsPerConnection)] = "of sockets: SocketLimitTests",
            [nameof(LimitOptions.InitWait)] = "of sockets: SocketLimitTests",
            [nameof(LimitOptions.PingPeriod)] = "of sockets: SocketPingTests",
            [nameof(LimitOptions.ClockSkew)] = "of sockets: SocketSignInTests",
            [nameof(LimitOptions.WaitingEvents)] = "of subscribers: SlowSubscriberTests",
            [nameof(LimitOptions.WaitingBytes)] = "of subscribers: SlowSubscriberTests",
            [nameof(LimitOptions.Connections)] = "of connections: SlowClientTests",
            [nameof(LimitOptions.LastingConnections)] = "of connections: LastingConnectionTests",
            [nameof(LimitOptions.LastingConnectionsPerCaller)] = "of connections: LastingConnectionTests",
            [nameof(LimitOptions.UnknownConnectionsPerAddress)] = "of connections: LastingConnectionTests",
            [nameof(LimitOptions.HeaderWait)] = "of connections: SlowClientTests",
            [nameof(LimitOptions.Headers)] = "of connections: SlowClientTests",
            [nameof(LimitOptions.HeaderBytes)] = "of connections: SlowClientTests",
            [nameof(LimitOptions.BodyRate)] = "of connections: SlowClientTests",
            [nameof(LimitOptions.Http2Streams)] = "of connections: SlowClientTests",
            [nameof(LimitOptions.CachedDocuments)] = "refuses nothing",
        };

        var known = elsewhere.Keys.Concat(LimitRows.All.Select(row => row.Limit)).ToHashSet();

        Assert.All(typeof(LimitOptions).GetProperties(), property => Assert.Contains(property.Name, known));
    }

    [Fact]
    public async Task Of_many_errors_in_a_document_five_are_told()
    {
        var answer = await server.PostAsync(LimitRow.Body("{ me { a b c d e f g h } }"), server.NewToken());

        Assert.Equal(5, JsonDocument.Parse(answer.Text).RootElement.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData(Role.Rep, false)]
    [InlineData(Role.Manager, false)]
    [InlineData(Role.Analyst, true)]
    [InlineData(Role.Integration, true)]
    [InlineData(Role.Admin, true)]
    internal async Task Schema_is_told_to_those_who_work_with_it(Role role, bool isTold)
    {
        var (token, query) = (server.NewToken(role), LimitRow.Body("{ __schema { queryType { name } } }"));

        var answer = await server.PostAsync(query, token);
        var name = await server.PostAsync(LimitRow.Body("{ __typename }"), token);

        Assert.Equal(isTold ? null : new Refusal(400, "HC0046"), answer.Refusal);
        Assert.Null(name.Refusal);
    }
}
