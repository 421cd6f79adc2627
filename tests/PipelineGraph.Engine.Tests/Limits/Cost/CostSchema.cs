using GraphQL.Types;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Tests.Limits.Cost;

/// <summary>Books with authors, weighed as in Hot Chocolate's documentation; `count` counts executions.</summary>
internal sealed class CostSchema : Schema
{
    public int Executed;

    public CostSchema()
    {
        this.RegisterHotChocolateDirectives();
        var node = new InterfaceGraphType { Name = "Node" };
        node.Field<IdGraphType>("id");
        node.Field("related", node);
        var author = new ObjectGraphType { Name = "Author", IsTypeOf = _ => false };
        var book = new ObjectGraphType { Name = "Book", IsTypeOf = _ => false };
        foreach (var type in (ObjectGraphType[])[author, book])
        {
            type.Field<IdGraphType>("id");
            type.Field("related", node);
            type.AddResolvedInterface(node);
        }

        author.Field<StringGraphType>("name");
        book.Field<StringGraphType>("title");
        book.Field("author", author);
        book.AddField(ListOf("chapters", book)).ListSize(assumedSize: 6).Cost(10);

        Query = QueryOf(node, book);
        Mutation = new ObjectGraphType { Name = "Mutation" };
        Mutation.AddField(new FieldType { Name = "lend", ResolvedType = book }).Cost(10);
        var subscription = new ObjectGraphType { Name = "Subscription" };
        subscription.AddField(new FieldType { Name = "lent", ResolvedType = book, StreamResolver = NoStream });
        Subscription = subscription;
        RegisterType(author);
    }

    private static GraphQL.Resolvers.SourceStreamResolver<object> NoStream => new(_ => (IObservable<object>)null!);

    private ObjectGraphType QueryOf(InterfaceGraphType node, ObjectGraphType book)
    {
        var filter = BookFilter();
        var edge = new ObjectGraphType { Name = "BooksEdge" };
        edge.Field("node", book);
        var connection = new ObjectGraphType { Name = "BooksConnection" };
        connection.AddField(ListOf("edges", edge));
        connection.AddField(ListOf("nodes", book));
        connection.AddField(new FieldType { Name = "totalCount", ResolvedType = new IntGraphType() }).Cost(10);

        var query = new ObjectGraphType { Name = "Query" };
        query.Field<IntGraphType>("count").Resolve(_ => Interlocked.Increment(ref Executed));
        query.AddField(new FieldType { Name = "book", ResolvedType = book }).Cost(10);
        query.AddField(With(new FieldType { Name = "books", ResolvedType = connection }, filter))
            .ListSize(50, ["first", "last"], 10, ["edges", "nodes"], requireOneSlicingArgument: false).Cost(10);
        query.AddField(With(ListOf("recent", book), filter)).ListSize(10, ["last"], requireOneSlicingArgument: false);
        query.AddField(ListOf("all", book)).ListSize(assumedSize: 30);
        query.AddField(ListOf("some", book));
        query.Field("node", node);
        var ids = new QueryArgument<ListGraphType<NonNullGraphType<IdGraphType>>> { Name = "ids" };
        var nodes = ListOf("nodes", node);
        nodes.Arguments = new QueryArguments(ids);
        query.AddField(nodes).Cost(10);
        return query;
    }

    private static InputObjectGraphType BookFilter()
    {
        var text = new InputObjectGraphType { Name = "TextFilter" };
        text.AddField(new FieldType { Name = "eq", ResolvedType = new StringGraphType() }).Cost(10);
        text.AddField(new FieldType { Name = "contains", ResolvedType = new StringGraphType() }).Cost(20);
        var filter = new InputObjectGraphType { Name = "BookFilter" };
        filter.AddField(new FieldType { Name = "or", ResolvedType = new ListGraphType(filter) }).Cost(0);
        filter.AddField(new FieldType { Name = "title", ResolvedType = text });
        return filter;
    }

    private static FieldType ListOf(string name, IGraphType item)
        => new() { Name = name, ResolvedType = new ListGraphType(item) };

    private static FieldType With(FieldType field, InputObjectGraphType filter)
    {
        field.Arguments = new QueryArguments(
            new QueryArgument<IntGraphType> { Name = "first" },
            new QueryArgument<IntGraphType> { Name = "last" },
            new QueryArgument(filter) { Name = "where" }.Cost(10));
        return field;
    }
}
