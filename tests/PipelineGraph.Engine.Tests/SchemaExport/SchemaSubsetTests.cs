using System.Net;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Engine.Tests.SchemaExport;

public class SchemaSubsetTests
{
    private static readonly SampleSchema Schema = new();

    [Fact]
    public void Named_types_are_printed_in_the_order_asked_for_and_nothing_else()
    {
        var printed = SchemaSubset.Print(Schema, "Record, Decimal,Stage,Record");

        Assert.Equal("""
            union Record = Stage | Deal

            "The `Decimal` scalar type represents a decimal floating-point number."
            scalar Decimal

            type Stage @cost(weight: "1") {
              name: String!
            }

            """, printed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_name_at_all_is_HC0058(string? types)
    {
        var refused = Assert.Throws<SchemaSubsetException>(() => SchemaSubset.Print(Schema, types));

        Assert.Equal(("HC0058", HttpStatusCode.BadRequest), (refused.Code, refused.Status));
        Assert.Equal(("The specified types argument is empty.", null), (refused.Message, refused.TypeName));
    }

    [Theory]
    [InlineData("Deal,", "")]
    [InlineData("Deal.amount", "Deal.amount")]
    [InlineData("1Deal", "1Deal")]
    [InlineData("@cost", "@cost")]
    [InlineData("Déal", "Déal")]
    public void Text_that_is_no_type_name_is_HC0059(string types, string faulty)
    {
        var refused = Assert.Throws<SchemaSubsetException>(() => SchemaSubset.Print(Schema, types));

        Assert.Equal(("HC0059", HttpStatusCode.BadRequest), (refused.Code, refused.Status));
        Assert.Equal(("The type name is invalid.", faulty), (refused.Message, refused.TypeName));
    }

    [Fact]
    public void Unknown_type_is_HC0060_and_not_found()
    {
        var refused = Assert.Throws<SchemaSubsetException>(() => SchemaSubset.Print(Schema, "Deal,deal"));

        Assert.Equal(("HC0060", HttpStatusCode.NotFound), (refused.Code, refused.Status));
        Assert.Equal(("The type `deal` does not exist.", "deal"), (refused.Message, refused.TypeName));
    }

    [Fact]
    public void File_is_named_after_a_single_type()
    {
        Assert.Equal("Deal.graphql", SchemaSubset.FileName("Deal"));
        Assert.Equal("types.graphql", SchemaSubset.FileName("Deal,Stage"));
    }
}
