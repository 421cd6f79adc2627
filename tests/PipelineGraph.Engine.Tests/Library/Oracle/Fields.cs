namespace PipelineGraph.Engine.Tests.Library.Oracle;

/// <summary>An input object in the order in which it is written; values are such objects, lists or scalars.</summary>
internal sealed class Fields : List<(string Name, object? Value)>
{
    internal static Fields Of(string name, object? value) => [(name, value)];
}

/// <summary>Direction of a sort key.</summary>
internal enum Direction
{
    Asc,
    Desc
}
