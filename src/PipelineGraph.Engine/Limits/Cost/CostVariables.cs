using GraphQL;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>The variables of one request as they came, not yet coerced.</summary>
/// <param name="defaults">Of those that have one, by name.</param>
internal readonly struct CostVariables(Inputs? given, IReadOnlyDictionary<string, GraphQLValue> defaults)
{
    /// <summary>A value of JSON, or the default as it is written; null when it is neither given nor has one.</summary>
    public object? this[string name]
        => given is not null && given.TryGetValue(name, out var value) ? value : defaults.GetValueOrDefault(name);
}
