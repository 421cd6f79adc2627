using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Library.Oracle;

namespace PipelineGraph.Engine.Tests.Sorting;

/// <summary>Random `order` arguments: several keys, ties, nested objects.</summary>
internal sealed class RandomOrders(RandomLibrary library)
{
    /// <param name="type">Type of the rows.</param>
    internal List<object?> Order(OracleType type)
    {
        var order = new List<object?>();
        for (var i = library.Next(4); i > 0; i--)
        {
            var keys = Key(type, 2);
            var more = Key(type, 2)[0];
            if (library.Maybe(0.3) && more.Name != keys[0].Name) keys.Add(more);
            order.Add(keys);
        }

        return order;
    }

    private Fields Key(OracleType type, int depth)
    {
        if (depth > 0 && type.References.Length > 0 && library.Maybe(0.4))
        {
            var reference = library.One(type.References);
            return Fields.Of(reference.Name, Key(reference.Target(), depth - 1));
        }

        return Fields.Of(library.One(type.Scalars).Name, library.One(Direction.Asc, Direction.Desc));
    }
}
