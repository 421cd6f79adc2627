using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Sorting;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>Makes GraphQL.NET's types from the declarations, each once.</summary>
internal sealed class GraphTypes
{
    private readonly Dictionary<string, IGraphType> _built = new(StringComparer.Ordinal);
    private readonly InterfaceGraphType _node;
    private readonly ConnectionTypes _connections;

    internal GraphTypes(TypeCatalog catalog, LimitOptions limits)
    {
        Catalog = catalog;
        _node = NodeInterface.Create(catalog.Scalars[WireKind.Id]);
        _connections = new ConnectionTypes(catalog.Scalars);
        Filters = new FilterTypes(catalog, limits);
        Sorts = new SortTypes(catalog);
        Arguments = new FieldArguments(this);
    }

    internal TypeCatalog Catalog { get; }

    internal FilterTypes Filters { get; }

    internal SortTypes Sorts { get; }

    internal InterfaceGraphType Node => _node;

    /// <summary>The declared interfaces that were built so far.</summary>
    internal IEnumerable<InterfaceGraphType> Interfaces => _built.Values.OfType<InterfaceGraphType>();

    internal void AddPagingArguments(QueryArguments arguments, ListField list)
        => _connections.AddArguments(arguments, list);

    private FieldArguments Arguments { get; }

    /// <summary>The object type of an entity; its fields are filled in after it is registered, because types refer to each other.</summary>
    internal ObjectGraphType Object(EntityType entity)
    {
        if (_built.TryGetValue(entity.Name, out var known)) return (ObjectGraphType)known;

        var type = new ObjectGraphType { Name = entity.Name, Description = entity.Documentation };
        _built.Add(entity.Name, type);
        foreach (var field in entity.Fields) type.AddField(Field(field));
        if (entity.IsNode) Implement(type, _node);
        foreach (var declared in entity.Interfaces) Implement(type, Interface(declared));
        return type;
    }

    private static void Implement(ObjectGraphType type, InterfaceGraphType implemented)
    {
        type.IsTypeOf = _ => false;   // planned rows are typed by the planner; GraphQL.NET only asks that this is set
        type.AddResolvedInterface(implemented);
        implemented.AddPossibleType(type);
    }

    private InterfaceGraphType Interface(EntityType declared)
    {
        if (_built.TryGetValue(declared.Name, out var known)) return (InterfaceGraphType)known;

        var type = new InterfaceGraphType { Name = declared.Name, Description = declared.Documentation };
        _built.Add(declared.Name, type);
        foreach (var field in declared.Fields)
        {
            type.AddField(new FieldType
            {
                Name = field.Name,
                Description = field.Documentation,
                Arguments = field is ListField list ? Arguments.Of(list) : null,
                ResolvedType = Nullable(Output(field), field.IsNullable)
            });
        }

        return type;
    }

    internal ObjectGraphType Object(ValueObjectType value)
    {
        if (_built.TryGetValue(value.Name, out var known)) return (ObjectGraphType)known;

        var type = new ObjectGraphType { Name = value.Name, Description = value.Documentation };
        _built.Add(value.Name, type);
        foreach (var member in value.Members) type.AddField(Member(member));
        return type;
    }

    /// <summary>A field of an entity, or an entry point into a table.</summary>
    internal PlannedFieldType Field(FieldDefinition field, bool isEntry = false) => FieldCosts.Apply(field, new()
    {
        Name = field.Name,
        Description = field.Documentation,
        Entry = isEntry ? (ListField)field : null,
        Arguments = field is ListField list ? Arguments.Of(list) : null,
        ResolvedType = Nullable(Output(field), field.IsNullable)
    });

    /// <summary>Rows that hang on a row whose key a resolver's object holds.</summary>
    internal PlannedFieldType Field(RelatedField related) => FieldCosts.Apply(related.List, new()
    {
        Name = related.List.Name,
        Description = related.List.Documentation,
        Related = related,
        Arguments = Arguments.Of(related.List),
        ResolvedType = Nullable(Output(related.List), related.List.IsNullable)
    });

    /// <summary>A field of an object that a resolver made.</summary>
    internal PlannedFieldType Field(KeyedField keyed, bool isCosted = true)
    {
        var item = keyed.RowType is { } row
            ? Object(Catalog.Entity(row, keyed.Declaration))
            : (IGraphType)new GraphQLTypeReference(keyed.AbstractType!);
        var type = new PlannedFieldType
        {
            Name = keyed.Name,
            Description = keyed.Documentation,
            Keyed = keyed,
            ResolvedType = Nullable(keyed.IsList ? ListOf(item) : item, keyed.IsNullable)
        };
        return isCosted ? FieldCosts.Apply(keyed, type) : type;
    }

    /// <summary>A field of `Subscription`.</summary>
    internal static PlannedFieldType Field(SubscriptionField stream) => new()
    {
        Name = stream.Name,
        Description = stream.Documentation,
        Stream = stream,
        Keyed = KeyedField.OneOf(stream.Name, stream.ShownType, happened => ((LoggedEvent)happened).Node).NonNull(),
        Arguments = FieldArguments.Of(stream),
        ResolvedType = new NonNullGraphType(new GraphQLTypeReference(stream.ShownType)),
        StreamResolver = PlannedFieldType.NeverRuns.Instance
    };

    /// <summary>A connection whose pages a resolver finds.</summary>
    internal FieldType Field(KeyedConnection keyed)
    {
        var name = ConnectionTypes.NameOf(keyed.Name);
        var connection = new ObjectGraphType { Name = name };
        _built.Add(name, connection);
        _connections.Fill(connection, this, keyed);
        return new FieldType
        {
            Name = keyed.Name,
            Description = keyed.Documentation,
            Arguments = keyed.Arguments,
            ResolvedType = connection,
            Resolver = new FuncFieldResolver<KeyedPage>(
                async context => await keyed.PageAsync(context).ConfigureAwait(false))
        }.ListSize(keyed.Sizes.Most, FieldCosts.ForwardOnly, keyed.Sizes.Default, FieldCosts.Sized,
            requireOneSlicingArgument: false).Cost(FieldCosts.List);
    }

    internal PlannedFieldType NodeField(NodeEntry entry) => new PlannedFieldType
    {
        Name = entry is NodeEntry.One ? "node" : "nodes",
        Description = entry is NodeEntry.One ? "Fetches an object given its ID." : "Lookup nodes by a list of IDs.",
        Node = entry,
        Arguments = Arguments.OfNode(entry),
        ResolvedType = entry is NodeEntry.One ? _node : new NonNullGraphType(new ListGraphType(_node))
    }.Cost(FieldCosts.List);

    private IGraphType Output(FieldDefinition field) => field switch
    {
        ScalarField { Wire: WireKind.EnumList } scalar => EnumList(scalar),
        ScalarField scalar => Catalog.Scalar(scalar.Wire, scalar.Source.ReturnType),
        ReferenceField reference => Object(Catalog.Entity(reference.TargetClrType, reference.TargetType)),
        ComputedField { Kind: ListKind.List } computed => ListOf(Object(Catalog.Value(computed.ItemClrType))),
        ComputedField computed => Object(Catalog.Value(computed.ItemClrType)),
        ValueField value => Object(Catalog.Value(value.ValueClrType)),
        ListField { Kind: ListKind.Connection } list => Connection(list),
        ListField { Kind: ListKind.First } list => Object(Catalog.Entity(list.ShownClrType)),
        ListField list => ListOf(Object(Catalog.Entity(list.ShownClrType))),
        _ => throw new InvalidOperationException($"Unknown kind of field: {field.Name}.")
    };

    private ObjectGraphType Connection(ListField list)
    {
        var name = ConnectionTypes.NameOf(list.Name);
        if (_built.TryGetValue(name, out var known)) return (ObjectGraphType)known;

        var connection = new ObjectGraphType { Name = name };
        _built.Add(name, connection);
        _connections.Fill(connection, list.Name, Object(Catalog.Entity(list.ShownClrType)));
        return connection;
    }

    private PlannedFieldType Member(ValueMember member)
    {
        if (member.RowType is not null) return Field(member.Keyed());
        var type = member.ObjectType is { } item
            ? Object(Catalog.Value(item))
            : Catalog.Scalar(member.Wire, member.ScalarType!);
        return FieldCosts.Apply(member, new()
        {
            Name = member.Name,
            Description = member.Description,
            ResolvedType = Nullable(member.IsList ? ListOf(type) : type, member.IsNullable),
            Resolver = PlannedFieldType.From<object>(Reader(member))
        });
    }

    private static Func<object, object?> Reader(ValueMember member) => member.IdTypeName is { } name
        ? source => member.Read(source) is Guid key ? NodeIdCodec.Encode(name, key) : null
        : member.Read;

    private ListGraphType EnumList(ScalarField scalar)
        => ListOf(Catalog.Enum(scalar.Source.ReturnType.GetGenericArguments()[0]));

    private static ListGraphType ListOf(IGraphType item) => new(new NonNullGraphType(item));

    private static IGraphType Nullable(IGraphType type, bool nullable) => nullable ? type : new NonNullGraphType(type);
}
