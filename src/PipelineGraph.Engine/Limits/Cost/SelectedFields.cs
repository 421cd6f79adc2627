using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>Fields of one response name, which have the same arguments.</summary>
/// <param name="On">The type that they are selected on.</param>
internal sealed record SelectedFields(IGraphType On, GraphQLField First, FieldType Definition)
{
    /// <summary>What is selected of them, together.</summary>
    public List<GraphQLSelectionSet> Sets { get; } = [];

    /// <summary>The values of arguments as written, or their defaults.</summary>
    public IReadOnlyList<GraphQLValue> Values(Func<QueryArgument, bool> which)
    {
        var values = new List<GraphQLValue>();
        foreach (var argument in Definition.Arguments ?? [])
        {
            if (!which(argument)) continue;
            if (First.Arguments?.ValueFor(argument.Name) is { } written) values.Add(written);
            else if (argument.DefaultValue is int number) values.Add(new GraphQLIntValue(number));
        }

        return values;
    }
}
