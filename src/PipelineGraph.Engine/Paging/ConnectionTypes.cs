using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Paging;

/// <summary>Connection, edge and PageInfo types as Hot Chocolate makes them; names and texts are wire constants.</summary>
internal sealed class ConnectionTypes
{
    private readonly ScalarTypes _scalars;
    private readonly ObjectGraphType _pageInfo;

    internal ConnectionTypes(ScalarTypes scalars)
    {
        _scalars = scalars;
        _pageInfo = PageInfo();
    }

    internal static string NameOf(string fieldName) => Capitalized(fieldName) + "Connection";

    internal static string EdgeNameOf(string fieldName) => Capitalized(fieldName) + "Edge";

    internal void Fill(ObjectGraphType connection, string fieldName, IGraphType item)
    {
        var edge = new ObjectGraphType { Name = EdgeNameOf(fieldName), Description = "An edge in a connection." };
        Add(edge, "cursor", NonNull(_scalars[WireKind.Text]), "A cursor for use in pagination.");
        Add(edge, "node", NonNull(item), "The item at the end of the edge.");

        connection.Description = "A connection to a list of items.";
        Add(connection, "pageInfo", NonNull(_pageInfo), "Information to aid in pagination.");
        Add(connection, "edges", new ListGraphType(NonNull(edge)), "A list of edges.");
        Add(connection, "nodes", new ListGraphType(NonNull(item)), "A flattened list of the nodes.");
        Add(connection, "totalCount", NonNull(_scalars[WireKind.Int]),
            "Identifies the total count of items in the connection.").Cost(FieldCosts.List);
    }

    /// <summary>The same for pages that a resolver finds.</summary>
    internal void Fill(ObjectGraphType connection, GraphTypes types, KeyedConnection keyed)
    {
        var edge = new ObjectGraphType { Name = EdgeNameOf(keyed.Name), Description = "An edge in a connection." };
        Resolved<KeyedEdge>(Add(edge, "cursor", NonNull(_scalars[WireKind.Text]), "A cursor for use in pagination."),
            each => each.Cursor);
        edge.AddField(types.Field(KeyedField.OneOf("node", keyed.AbstractType, source => ((KeyedEdge)source).Node)
            .NonNull().Description("The item at the end of the edge.")));

        connection.Description = "A connection to a list of items.";
        Resolved<KeyedPage>(Add(connection, "pageInfo", NonNull(_pageInfo), "Information to aid in pagination."),
            page => page);
        Resolved<KeyedPage>(Add(connection, "edges", new ListGraphType(NonNull(edge)), "A list of edges."),
            page => page.Edges);
        connection.AddField(types.Field(KeyedField.ManyOf("nodes", keyed.AbstractType,
                source => [.. ((KeyedPage)source).Edges.Select(each => each.Node)])
            .Nullable().Description("A flattened list of the nodes."), isCosted: false));
        Add(connection, "totalCount", NonNull(_scalars[WireKind.Int]),
            "Identifies the total count of items in the connection.").Cost(FieldCosts.List)
            .Resolver = new FuncFieldResolver<int>(async context =>
                await ((KeyedPage)context.Source!).CountAsync(context.CancellationToken).ConfigureAwait(false));
    }

    internal void AddArguments(QueryArguments arguments, ListField list)
    {
        var first = Add(arguments, "first", WireKind.Int, "Returns the first _n_ elements from the list.");
        if (list.PageSizes.Default is not PageArguments.DefaultPageSize) first.DefaultValue = list.PageSizes.Default;
        Add(arguments, "after", WireKind.Text, "Returns the elements in the list that come after the specified cursor.");
        if (list.IsForwardOnly) return;
        Add(arguments, "last", WireKind.Int, "Returns the last _n_ elements from the list.");
        Add(arguments, "before", WireKind.Text, "Returns the elements in the list that come before the specified cursor.");
    }

    private ObjectGraphType PageInfo()
    {
        var type = new ObjectGraphType
        {
            Name = "PageInfo",
            Description = "Information about pagination in a connection."
        };
        Resolved<KeyedPage>(Add(type, "hasNextPage", NonNull(_scalars[WireKind.Boolean]),
            "Indicates whether more edges exist following the set defined by the clients arguments."),
            page => page.HasNextPage);
        Resolved<KeyedPage>(Add(type, "hasPreviousPage", NonNull(_scalars[WireKind.Boolean]),
            "Indicates whether more edges exist prior the set defined by the clients arguments."),
            page => page.HasPreviousPage);
        Resolved<KeyedPage>(Add(type, "startCursor", _scalars[WireKind.Text],
            "When paginating backwards, the cursor to continue."), page => page.StartCursor);
        Resolved<KeyedPage>(Add(type, "endCursor", _scalars[WireKind.Text],
            "When paginating forwards, the cursor to continue."), page => page.EndCursor);
        return type;
    }

    /// <summary>How the field is read where a resolver made the page; the planner never asks it.</summary>
    private static void Resolved<TSource>(FieldType field, Func<TSource, object?> read)
        => field.Resolver = PlannedFieldType.From(read);

    private static NonNullGraphType NonNull(IGraphType type) => new(type);

    private static FieldType Add(ObjectGraphType type, string name, IGraphType result, string description)
    {
        var field = new PlannedFieldType { Name = name, ResolvedType = result, Description = description };
        type.AddField(field);
        return field;
    }

    private QueryArgument Add(QueryArguments arguments, string name, WireKind wire, string description)
    {
        var argument = new QueryArgument(_scalars[wire]) { Name = name, Description = description };
        arguments.Add(argument);
        return argument;
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
