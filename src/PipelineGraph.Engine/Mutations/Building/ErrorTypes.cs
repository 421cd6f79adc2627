using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Mutations.Errors;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Mutations.Building;

/// <summary>Makes the interface Error, the error types and the union of each mutation.</summary>
internal sealed class ErrorTypes
{
    private readonly GraphTypes _types;
    private readonly Dictionary<ErrorType, ObjectGraphType> _errors = [];
    private readonly Dictionary<string, UnionGraphType> _unions = [];
    private readonly Dictionary<string, Mutation> _mutations;

    internal ErrorTypes(GraphTypes types, ErrorCatalog catalog, IEnumerable<Mutation> mutations)
    {
        (_types, Catalog) = (types, catalog);
        _mutations = mutations.ToDictionary(mutation => mutation.Name, StringComparer.Ordinal);
        Interface.AddField(new FieldType { Name = "message", ResolvedType = NonNull(WireKind.Text) });
    }

    /// <summary>Exactly Hot Chocolate's, without a description.</summary>
    internal InterfaceGraphType Interface { get; } = new() { Name = "Error" };

    internal ErrorCatalog Catalog { get; }

    /// <summary>`[MoveDealError!]` for `moveDeal`; null when the mutation cannot be refused.</summary>
    internal ListGraphType ListOf(string mutation) => new(new NonNullGraphType(Union(_mutations[mutation])));

    private UnionGraphType Union(Mutation mutation)
    {
        if (_unions.TryGetValue(mutation.Name, out var known)) return known;

        var union = new UnionGraphType
        {
            Name = mutation.TypeName("Error"),
            Description = $"Why `{mutation.Name}` can be refused."
        };
        _unions.Add(mutation.Name, union);
        foreach (var refusal in mutation.RefusalTypes) union.AddPossibleType(Object(Catalog.Of(refusal)));
        return union;
    }

    private ObjectGraphType Object(ErrorType error)
    {
        if (_errors.TryGetValue(error, out var known)) return known;

        var type = new ObjectGraphType
        {
            Name = error.Name,
            Description = error.Documentation,
            IsTypeOf = source => source is RaisedError raised && raised.Type == error
        };
        _errors.Add(error, type);
        type.AddField(new FieldType
        {
            Name = "message",
            Description = "What is wrong, in words.",
            ResolvedType = NonNull(WireKind.Text),
            Resolver = new FuncFieldResolver<string>(context => ((RaisedError)context.Source!).Message)
        });
        for (var i = 0; i < error.Fields.Count; i++) type.AddField(Field(error.Fields[i], i));
        type.AddResolvedInterface(Interface);
        Interface.AddPossibleType(type);
        return type;
    }

    private FieldType Field(ErrorField field, int index)
    {
        if (field.EntityClrType is not { } row) return Scalar(field, index);

        var keyed = field.ValueType == typeof(Guid?)
            ? KeyedField.One(field.Name, row, source => (Guid?)Value(source))
            : KeyedField.Many(field.Name, row, source => (Guid[]?)Value(source));
        keyed.Description(field.Documentation);
        return _types.Field(field.IsNullable ? keyed.Nullable() : keyed.NonNull());

        object? Value(object source) => ((RaisedError)source).Values[index];
    }

    private FieldType Scalar(ErrorField field, int index)
    {
        var type = field.ValueType == typeof(NodeId)
            ? _types.Catalog.Scalars[WireKind.Id]
            : _types.Catalog.Scalar(WireKinds.Of(field.ValueType), field.ValueType);
        return new FieldType
        {
            Name = field.Name,
            Description = field.Documentation,
            ResolvedType = field.IsNullable ? type : new NonNullGraphType(type),
            Resolver = new FuncFieldResolver<object?>(context => ((RaisedError)context.Source!).Values[index] switch
            {
                NodeId id => NodeIdCodec.Encode(id),
                var value => value
            })
        };
    }

    private NonNullGraphType NonNull(WireKind wire) => new(_types.Catalog.Scalars[wire]);
}
