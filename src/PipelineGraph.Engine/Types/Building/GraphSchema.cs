using GraphQL.Types;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Mutations.Building;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>The schema made of all declarations that the host registered.</summary>
public sealed class GraphSchema : GraphQL.Types.Schema
{
    public GraphSchema(
        IServiceProvider services,
        IEnumerable<EntityType> entities,
        IEnumerable<ValueObjectType> values,
        IEnumerable<EnumType> enums,
        IEnumerable<ObjectFields> objects,
        IEnumerable<MutationType> mutations,
        IEnumerable<SubscriptionType> subscriptions,
        IEnumerable<ErrorType> errors,
        MutationOptions mutating,
        IOptions<LimitOptions>? limits = null) : base(services)
    {
        Catalog = new TypeCatalog(entities, values, enums);
        var types = new GraphTypes(Catalog, limits?.Value ?? new LimitOptions());
        foreach (var group in objects.GroupBy(fields => fields.TypeName, StringComparer.Ordinal))
            Add(types, group.Key, [.. group]);
        MutationFields.AddTo(this, types, mutations, errors, mutating);
        AddSubscriptions([.. subscriptions]);
        foreach (var declared in enums) RegisterType(declared.Graph);
        foreach (var entity in Catalog.Entities)
        {
            foreach (var field in entity.Fields) CapturedVariables.Refuse(entity.Name, field);
            RegisterType(types.Object(entity));
        }

        // Fields with resolvers name them only, and those of entities are built by now.
        foreach (var value in Catalog.Values) RegisterType(types.Object(value));
        foreach (var shared in types.Interfaces) RegisterType(shared);
        this.RegisterHotChocolateDirectives();
    }

    internal TypeCatalog Catalog { get; }

    private void Add(GraphTypes types, string name, ObjectFields[] declarations)
    {
        var type = new ObjectGraphType
        {
            Name = name,
            Description = declarations.Select(d => d.Documentation).FirstOrDefault(text => text is not null)
        };
        foreach (var (declaration, field) in declarations.SelectMany(d => d.Fields.Select(field => (d, field))))
        {
            var rows = field is Fields.RelatedField related ? related.List : field;
            if (rows is Fields.ListField list) CapturedVariables.Refuse(name, list);
            type.AddField(Restricted(Field(types, field), declaration.Roles));
        }

        if (name is "Query") Query = type;
        else if (name is "Mutation") Mutation = type;
        else RegisterType(type);
    }

    private void AddSubscriptions(SubscriptionType[] declarations)
    {
        if (declarations.Length == 0) return;

        Subscription = new ObjectGraphType
        {
            Name = "Subscription",
            Description = declarations.Select(d => d.Documentation).FirstOrDefault(text => text is not null)
        };
        foreach (var declaration in declarations)
        {
            foreach (var stream in declaration.Streams)
                Subscription.AddField(Restricted(GraphTypes.Field(stream), declaration.Roles));
        }
    }

    private static FieldType Restricted(FieldType field, IReadOnlyList<string> roles)
        => roles.Count == 0 ? field : field.AuthorizeRoles([.. roles]);

    private static FieldType Field(GraphTypes types, object declared) => declared switch
    {
        Fields.ListField list => types.Field(list, isEntry: true),
        Fields.KeyedField keyed => types.Field(keyed),
        Fields.RelatedField related => types.Field(related),
        Fields.KeyedConnection connection => types.Field(connection),
        NodeEntry entry => types.NodeField(entry),
        FieldType field => field,
        _ => throw new InvalidOperationException($"Unknown declaration {declared}.")
    };
}
