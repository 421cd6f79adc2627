using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;

namespace PipelineGraph.Engine.Tests.Types;

public sealed class CapturedVariableTests
{
    [Fact]
    public void A_field_that_captures_a_variable_is_refused_by_name_when_the_schema_is_built()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Build(new CapturingType("x")));

        Assert.Equal("Capturing.isNamed captures name, which a cached plan cannot hold.", refusal.Message);
    }

    [Fact]
    public void A_list_whose_order_captures_a_variable_is_refused_too()
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => Build(new OrderedType(3), new BookType(), new ReviewType(), new StateType(), new VerdictType()));

        Assert.StartsWith("Ordered.near captures pages", refusal.Message, StringComparison.Ordinal);
    }

    private static GraphSchema Build(params EntityType[] types)
        => new(new ServiceCollection().BuildServiceProvider(), types,
            [new ShelfType(), new ShelfMarkType(), new OfferType(), new TermsType()], [], [], [], [], [], new());

    private sealed class CapturingType : EntityType<Author>
    {
        internal CapturingType(string name) => Field("isNamed", a => a.Name == name);
    }

    private sealed class OrderedType : EntityType<Author>
    {
        internal OrderedType(int pages)
        {
            Node(a => a.Id);
            List("near", a => a.Books).OrderedBy((Book b) => b.Pages - pages);
        }
    }
}
