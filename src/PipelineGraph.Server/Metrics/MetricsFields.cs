using GraphQL.DataLoader;
using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>Fields of an object type of figures, whose objects a resolver made.</summary>
internal abstract class MetricsFields<TSource>(string typeName) : ObjectFields(typeName)
{
    /// <summary>Stages that a pipeline is taken to have, for the cost of lists of them.</summary>
    protected const int AssumedStages = 6;

    /// <summary>A figure that takes a look at the deals.</summary>
    protected FieldType Figure<T>(
        string name, string type, string description, Func<TSource, GraphQL.IResolveFieldContext, Figure<T>> figure)
        => Add(name, new NonNullGraphType(new GraphQLTypeReference(type)), description, figure);

    /// <summary>A list of figures that takes a look at the deals.</summary>
    protected FieldType Figures<T>(
        string name, string type, string description,
        Func<TSource, GraphQL.IResolveFieldContext, Figure<IReadOnlyList<T>>> figures, int assumedSize = AssumedStages)
        => Add(name, ListOf(type), description, figures).ListSize(assumedSize);

    /// <summary>A value that is there.</summary>
    protected FieldType Value(
        string name, IGraphType type, string description, Func<TSource, GraphQL.IResolveFieldContext, object?> value)
    {
        var field = new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = type,
            Resolver = new FuncFieldResolver<object>(context => value((TSource)context.Source!, context)),
        };
        Resolved(field);
        return field;
    }

    protected FieldType Value(string name, string type, string description, Func<TSource, object?> value)
        => Value(name, new NonNullGraphType(new GraphQLTypeReference(type)), description, (source, _) => value(source));

    protected static NonNullGraphType ListOf(string type)
        => new(new ListGraphType(new NonNullGraphType(new GraphQLTypeReference(type))));

    private FieldType Add<T>(
        string name, IGraphType type, string description, Func<TSource, GraphQL.IResolveFieldContext, Figure<T>> figure)
    {
        var field = new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = type,
            Resolver = new FuncFieldResolver<IDataLoaderResult>(context => figure((TSource)context.Source!, context)),
        };
        Resolved(field);
        return field;
    }
}
