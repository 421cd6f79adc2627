using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Execution;

public sealed class GraphQLExecutorTests : IAsyncLifetime
{
    private GraphQLHost _host = null!;
    private GraphQLExecutor _executor = null!;

    public async Task InitializeAsync()
    {
        _host = await GraphQLHost.StartAsync();
        _executor = _host.Services.GetRequiredService<GraphQLExecutor>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void A_document_is_read_once_whether_valid_or_not()
    {
        var (first, second) = (_executor.Prepare(new("{ hello }")), _executor.Prepare(new("{ hello }")));
        var (refused, again) = (_executor.Prepare(new("{ nope }")), _executor.Prepare(new("{ nope }")));

        Assert.Same(first.Document!.Ast, second.Document!.Ast);
        Assert.Same(refused.Errors[0], again.Errors[0]);
    }

    [Fact]
    public async Task One_cached_document_answers_many_callers_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var variables = new GraphQL.Inputs(new Dictionary<string, object?> { ["v"] = i });
            using var response = await _executor.ExecuteAsync(
                new GraphQLRequest("query ($v: Int!) { double(of: $v) numbers numbers }", Variables: variables),
                user: null,
                _host.Services);
            using var buffer = new PooledBuffer();
            response.Write(buffer);
            return System.Text.Encoding.UTF8.GetString(buffer.Written);
        })));

        var expected = Enumerable.Range(0, 200).Select(i => $$$"""{"data":{"double":{{{2 * i}}},"numbers":[1,2,3]}}""");
        Assert.Equal(expected, answers);
    }

    [Fact]
    public async Task A_cancelled_caller_ends_the_operation_and_what_it_owned_is_released()
    {
        using var cancelled = new CancellationTokenSource();
        var running = _executor.ExecuteAsync(new GraphQLRequest("{ slow }"), null, _host.Services, cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(_host.Probe.Owned!.Disposed);
    }

    [Fact]
    public void The_operation_is_chosen_by_name()
    {
        const string Both = "query A { hello } query B { numbers }";

        Assert.Equal("B", _executor.Prepare(new(Both, OperationName: "B")).Operation!.Name!.StringValue);
        Assert.Equal(
            "The document contains no operation with the name `C`.",
            Assert.Single(_executor.Prepare(new(Both, OperationName: "C")).Errors).Message);
        Assert.True(_executor.Prepare(new(Both)).IsRefused);
        Assert.True(_executor.Prepare(new("fragment F on Query { hello }")).IsRefused);
    }

    [Fact]
    public void The_schema_is_ready_before_the_first_request()
    {
        Assert.True(_host.Services.GetRequiredService<ISchema>().Initialized);
    }
}
