using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Library.Oracle;

namespace PipelineGraph.Engine.Tests.Filtering;

/// <summary>Random `where` arguments over every operation, nested objects, lists, and/or.</summary>
internal sealed class RandomFilters(RandomLibrary library, DateTime now)
{
    private static readonly string[] Comparisons =
        ["eq", "neq", "in", "nin", "gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];

    private static readonly string[] Searches =
        ["eq", "neq", "in", "nin", "contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith"];

    internal Fields Where(OracleType type, int depth = 3)
    {
        var fields = new Fields();
        var count = library.Maybe(0.05) ? 0 : library.Maybe(0.6) ? 1 : 2;
        for (var i = 0; i < count; i++)
        {
            var (name, value) = Member(type, depth);
            if (!fields.Exists(field => field.Name == name)) fields.Add((name, value));
        }

        return fields;
    }

    private (string Name, object? Value) Member(OracleType type, int depth)
    {
        if (depth > 0 && library.Maybe(0.25)) return (library.One("and", "or"), Several(() => Where(type, depth - 1)));
        if (depth > 0 && type.References.Length > 0 && library.Maybe(0.35))
        {
            var reference = library.One(type.References);
            return (reference.Name, Where(reference.Target(), depth - 1));
        }

        if (depth > 0 && type.Lists.Length > 0 && library.Maybe(0.35))
        {
            var list = library.One(type.Lists);
            return (list.Name, Quantified(list, depth));
        }

        var scalar = library.One(type.Scalars);
        return (scalar.Name, Operations(scalar, type, 2));
    }

    private Fields Quantified(OracleList list, int depth)
    {
        var name = library.One("some", "none", "all", "any");
        return Fields.Of(name, name is "any" ? library.Maybe() : Where(list.Target(), depth - 1));
    }

    private Fields Operations(OracleScalar scalar, OracleType type, int depth)
    {
        var like = Example(scalar, type);
        if (depth > 0 && like is string && library.Maybe(0.2))
            return Fields.Of(library.One("and", "or"), Several(() => Operations(scalar, type, depth - 1)));

        var operations = new Fields();
        for (var i = library.Maybe(0.75) ? 1 : 2; i > 0; i--)
        {
            var name = library.One(NamesOf(like));
            if (!operations.Exists(operation => operation.Name == name)) operations.Add((name, Operand(name, like)));
        }

        return operations;
    }

    private object? Operand(string operation, object like)
    {
        if (operation is "eq" or "neq") return library.Maybe(0.25) ? null : library.Operand(like);
        if (operation is not ("in" or "nin")) return library.Operand(like);

        var list = new List<object?>();
        for (var i = library.Next(5); i > 0; i--)
            list.Add(like is not Enum && library.Maybe(0.15) ? null : library.Operand(like));
        return list;
    }

    private List<object?> Several(Func<Fields> item)
    {
        var items = new List<object?>();
        for (var i = library.Maybe(0.05) ? 0 : 1 + library.Next(2); i > 0; i--) items.Add(item());
        return items;
    }

    private static string[] NamesOf(object like) => like switch
    {
        string => Searches,
        bool => Comparisons[..2],
        GlobalId or Enum => Comparisons[..4],
        _ => Comparisons
    };

    private object Example(OracleScalar scalar, OracleType type)
    {
        var rows = type.Name switch
        {
            "Author" => library.Authors,
            "Review" => library.Reviews,
            _ => (IReadOnlyList<object>)library.Books
        };
        while (true)
            if (scalar.Read(library.One(rows), now) is { } value) return value;
    }
}
