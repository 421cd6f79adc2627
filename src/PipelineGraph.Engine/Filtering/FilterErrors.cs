using GraphQL;

namespace PipelineGraph.Engine.Filtering;

/// <summary>Filter errors with Hot Chocolate's texts and codes.</summary>
internal static class FilterErrors
{
    /// <summary>A null where the operation cannot take one.</summary>
    internal static ExecutionError NullValue(string operation, string filterType)
        => new($"The provided value for filter `{operation}` of type {filterType} is invalid. Null values are not supported.")
        {
            Code = "HC0026",
            Extensions = new Dictionary<string, object?> { ["filterType"] = filterType }
        };
}
