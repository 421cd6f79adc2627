using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Validation;

/// <param name="Parent">The type that the field is selected on.</param>
/// <param name="Type">The field's own type with its wrappers.</param>
internal sealed record MergedField(GraphQLField Field, IGraphType? Parent, IGraphType? Type)
{
    public ROM ResponseName => (Field.Alias?.Name ?? Field.Name).Value;
}

/// <summary>Selected fields by response name.</summary>
internal sealed class MergedFields : Dictionary<ROM, List<MergedField>>
{
    public void Add(MergedField field)
    {
        if (TryGetValue(field.ResponseName, out var group)) group.Add(field);
        else this[field.ResponseName] = [field];
    }
}
