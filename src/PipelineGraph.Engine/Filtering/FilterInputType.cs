using System.Collections;
using GraphQL.Types;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Filtering;

/// <summary>A filter; too large a one is refused, in documents and in variables alike.</summary>
internal sealed class FilterInputType(LimitOptions limits) : InputObjectGraphType
{
    internal const string And = "and";
    internal const string Or = "or";

    /// <exception cref="LimitExceededError">It is too large.</exception>
    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        Check(value, depth: 1, nesting: 0);
        return value;
    }

    /// <param name="depth">Objects on the path, this one included.</param>
    /// <param name="nesting">`and` and `or` on the path.</param>
    private void Check(IDictionary<string, object?> filter, int depth, int nesting)
    {
        if (depth > limits.FilterDepth) throw new LimitExceededError(nameof(limits.FilterDepth), limits.FilterDepth);

        foreach (var (name, value) in filter)
        {
            if (value is string text) CheckText(name, text);
            else if (value is IDictionary<string, object?> below) Check(below, depth + 1, nesting);
            else if (name is And or Or && value is IEnumerable conditions) CheckAll(conditions, depth, nesting + 1);
        }
    }

    private void CheckText(string operation, string text)
    {
        if (text.Length > limits.TextOperand && FilterOperations.IsTextSearch(operation))
            throw new LimitExceededError(nameof(limits.TextOperand), limits.TextOperand);
    }

    private void CheckAll(IEnumerable conditions, int depth, int nesting)
    {
        if (nesting > limits.FilterNesting)
            throw new LimitExceededError(nameof(limits.FilterNesting), limits.FilterNesting);

        var count = 0;
        foreach (var condition in conditions)
        {
            if (++count > limits.FilterConditions)
                throw new LimitExceededError(nameof(limits.FilterConditions), limits.FilterConditions);
            if (condition is IDictionary<string, object?> filter) Check(filter, depth + 1, nesting);
        }
    }
}
