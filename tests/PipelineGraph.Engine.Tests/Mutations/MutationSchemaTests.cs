using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.SchemaExport;
using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Mutations;

public sealed class MutationSchemaTests
{
    private static readonly string[] Names =
    [
        "Error", "BookLentError", "FaultyError", "NotFoundError", "Mutation", "LendBookPayload", "LendBooksPayload",
        "LentBook", "SeeEveryKindPayload", "LendBookError", "LendBooksError", "LendBookInput", "LendBooksInput",
        "LendBooksItem", "SeeEveryKindInput"
    ];

    [Fact]
    public async Task Mutations_have_the_schema_of_Hot_Chocolates_conventions()
    {
        using var server = await new LendingDesk().ServeAsync();

        server.Schema.Initialize();
        var text = SchemaPrinter.Print(server.Schema, Names.Select(name => server.Schema.AllTypes[name]!));

        Snapshot.Matches(text, "mutations.graphql");
    }

    [Fact]
    public async Task A_mutation_that_could_not_tell_of_faults_is_no_schema()
    {
        using var server = await SmallLibrary.ServeAsync(declarations: services => services
            .AddSingleton<MutationType, Careless>().AddSingleton<ErrorType, NotFoundError>()
            .AddSingleton(new MutationOptions { InvalidInput = faults => new FaultyException(faults) }));

        var refused = Assert.Throws<InvalidOperationException>(() => server.Schema);

        Assert.Equal("lendBook does not declare the refusal FaultyException.", refused.Message);
    }

    private sealed class Careless : MutationType
    {
        public Careless()
            => Mutation<LendBookInput, Seen>("lendBook", (_, _) => Task.FromResult(new Seen(null)))
                .Refusals<NotFoundException>();
    }
}
