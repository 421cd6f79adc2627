using Microsoft.Extensions.Hosting;

namespace PipelineGraph.Engine.Execution;

/// <summary>Has all that comes before execution compiled before the first caller would have to wait for it.</summary>
internal sealed class Warmup(GraphQLExecutor executor) : IHostedService
{
    private const string Valid = """
        query Warmup($no: Boolean! = false, $name: String!) {
          __typename @skip(if: $no)
          a: __type(name: $name) { ...Type }
          b: __type(name: "Query") { ...Type fields(includeDeprecated: true) { name args { name type { name } } } }
        }
        fragment Type on __Type { name kind ofType { ... on __Type { name } } }
        """;

    private const string Invalid = """
        query A($x: Nope, $y: [Int!] = [null]) { nope __typename(x: $z) @nope __schema ...B ... on Int { x } }
        fragment B on Nope { x: name }
        """;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var query in (string[])[Valid, Invalid, "{"]) executor.Read(new(query));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
