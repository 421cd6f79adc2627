using System.Text.Json;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>Two conditions of which every row of the root meets exactly one.</summary>
/// <param name="Coordinate">What is tried, for a person.</param>
/// <param name="FindsSome">The first one was made from a row's value, so that it meets that row.</param>
internal sealed record Split(string Coordinate, string First, string Second, bool FindsSome = false)
{
    public override string ToString() => $"{Coordinate} ({First} / {Second})";
}

/// <summary>Every operation of every field of a filter input, each beside its complement.</summary>
internal sealed class FilterSplits(SchemaMap map, Place place, JsonElement rows)
{
    // Compared as double in the database, shown as exact decimal: equal in all but the last digits.
    private static readonly string[] Approximate = ["amountInPipelineCurrency", "weightedAmount"];

    public IEnumerable<Split> All() => map.Fields(place.TypeName + "FilterInput")
        .Where(field => field.Name is not ("and" or "or"))
        .SelectMany(field => SchemaMap.NameOf(field) switch
        {
            var input when SchemaMap.IsOperations(input) => Operations(field.Name, input),
            var input when input.StartsWith("ListFilterInputTypeOf", StringComparison.Ordinal) => Lists(field.Name),
            _ => [Reference(field.Name)],
        });

    private IEnumerable<Split> Operations(string field, string input)
    {
        var sample = place.Values(rows, field).FirstOrDefault(value => value.ValueKind is not JsonValueKind.Null);
        var names = map.Fields(input).Select(operation => operation.Name).ToHashSet();
        var operand = new Operand(OperandOf(input), sample);
        yield return Pair(field, "eq", "neq", "null");
        foreach (var operation in names.Where(name => names.Contains("n" + name)))
        {
            var finds = operand.IsFound && operation is not ("gt" or "lt") && !Approximate.Contains(field);
            yield return Pair(field, operation, "n" + operation, operand.For(operation), finds);
        }

        if (names.Contains("and"))
            yield return Pair(field, "and", "or", """[{ contains: "e" }, { neq: null }]""",
                """[{ ncontains: "e" }, { eq: null }]""");
    }

    private IEnumerable<Split> Lists(string field)
    {
        var (condition, opposite) = Inner(field);
        yield return Pair(field, "any", "any", "true", "false");
        yield return Pair(field, "some", "none", condition);
        yield return Pair(field, "all", "some", condition, opposite);
    }

    private Split Reference(string field)
    {
        var (condition, opposite) = Inner(field);
        return Pair(field, $"{{ {field}: {condition} }}", $"{{ {field}: {opposite} }}", finds: false);
    }

    /// <summary>A condition on what a relation leads to, and its opposite.</summary>
    private (string Condition, string Opposite) Inner(string field)
    {
        var input = map.Follow(place.TypeName, field).TypeName + "FilterInput";
        var first = map.Fields(input)
            .First(each => each.Name is not "id" && SchemaMap.IsOperations(SchemaMap.NameOf(each)));
        var operand = new Operand(OperandOf(SchemaMap.NameOf(first)), default).For("eq");
        return ($"{{ {first.Name}: {{ eq: {operand} }} }}", $"{{ {first.Name}: {{ neq: {operand} }} }}");
    }

    private string OperandOf(string input) => SchemaMap.NameOf(map.Fields(input).First(each => each.Name == "eq"));

    private Split Pair(string field, string operation, string opposite, string operand, bool finds = false)
        => Pair(field, operation, opposite, operand, operand, finds);

    private Split Pair(
        string field, string operation, string opposite, string operand, string other, bool finds = false)
        => Pair($"{field}.{operation}", $"{{ {field}: {{ {operation}: {operand} }} }}",
            $"{{ {field}: {{ {opposite}: {other} }} }}", finds);

    /// <summary>On the far side of a list the complement of "some row has it" is "none has it".</summary>
    private Split Pair(string coordinate, string condition, string opposite, bool finds) => new(
        $"{place.TypeName}.{coordinate}", place.Where(condition),
        place.PassesLists ? place.Where(condition, firstList: "none") : place.Where(opposite), finds);
}
