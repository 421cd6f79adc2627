namespace PipelineGraph.Engine.Tests.Library.Oracle;

/// <summary>
/// What a `where` argument means, in LINQ to Objects: members of a missing row are null, and an operation with n before
/// its name is true exactly where the one without it is false.
/// </summary>
internal sealed class OracleFilter(DateTime now)
{
    internal bool Matches(Fields where, OracleType type, object? row)
        => where.TrueForAll(member => Member(member.Name, member.Value, type, row));

    private bool Member(string name, object? value, OracleType type, object? row)
    {
        if (name is "and" or "or") return Several(name, value, item => Matches(item, type, row));
        if (type.Scalars.FirstOrDefault(scalar => scalar.Name == name) is { } scalar)
            return Operations((Fields)value!, row is null ? null : scalar.Read(row, now));
        if (type.References.FirstOrDefault(reference => reference.Name == name) is { } reference)
            return Matches((Fields)value!, reference.Target(), row is null ? null : reference.Follow(row));

        var list = type.Lists.First(list => list.Name == name);
        var rows = row is null ? [] : list.Rows(row).ToList();
        return ((Fields)value!)
            .TrueForAll(operation => Quantified(operation.Name, operation.Value, list.Target(), rows));
    }

    private bool Quantified(string operation, object? operand, OracleType item, List<object> rows) => operation switch
    {
        "any" => rows.Count > 0 == (bool)operand!,
        "some" => rows.Exists(row => Matches((Fields)operand!, item, row)),
        "none" => !rows.Exists(row => Matches((Fields)operand!, item, row)),
        _ => rows.TrueForAll(row => Matches((Fields)operand!, item, row))
    };

    /// <summary>A list without items says nothing.</summary>
    private static bool Several(string name, object? value, Func<Fields, bool> matches)
    {
        var items = ((List<object?>)value!).Cast<Fields>().ToList();
        if (items.Count == 0) return true;
        return name is "or" ? items.Exists(item => matches(item)) : items.TrueForAll(item => matches(item));
    }

    private static bool Operations(Fields operations, object? value)
        => operations.TrueForAll(operation => operation.Name is "and" or "or"
            ? Several(operation.Name, operation.Value, item => Operations(item, value))
            : Operation(operation.Name, operation.Value, value));

    private static bool Operation(string name, object? operand, object? value) => name switch
    {
        "in" => ((List<object?>)operand!).Exists(item => Equals(item, value)),
        "eq" => Equals(operand, value),
        "contains" => value is string text && text.Contains((string)operand!, StringComparison.Ordinal),
        "startsWith" => value is string text && text.StartsWith((string)operand!, StringComparison.Ordinal),
        "endsWith" => value is string text && text.EndsWith((string)operand!, StringComparison.Ordinal),
        "gt" => value is not null && ValueOrder.Compare(value, operand) > 0,
        "gte" => value is not null && ValueOrder.Compare(value, operand) >= 0,
        "lt" => value is not null && ValueOrder.Compare(value, operand) < 0,
        "lte" => value is not null && ValueOrder.Compare(value, operand) <= 0,
        _ => !Operation(name[1..], operand, value)
    };
}
