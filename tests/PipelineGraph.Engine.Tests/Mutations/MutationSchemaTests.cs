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
}
