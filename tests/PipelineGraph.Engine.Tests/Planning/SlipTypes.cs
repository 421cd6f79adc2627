using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Planning;

/// <summary>An object that no table holds: a resolver makes it, with keys of rows.</summary>
internal sealed record Slip(Guid? Book = null, IReadOnlyList<Guid>? Authors = null,
    NodeId? Thing = null, IReadOnlyList<NodeId>? Things = null)
{
    /// <summary>An object between the list and the keys.</summary>
    public Slip Inner => this;
}

internal sealed class SlipFields : ObjectFields
{
    public SlipFields() : base("Slip")
    {
        Description("A slip of paper.");
        Reference<Slip, Book>("book", slip => slip.Book).Description("Book.");
        Reference<Slip, Book>("surely", slip => slip.Book).NonNull().Description("Book.");
        References<Slip, Author>("authors", slip => slip.Authors).Description("Authors.");
        References<Slip, Author>("maybe", slip => slip.Authors).Nullable().Description("Authors.");
        Keyed(KeyedField.OneOf("thing", "Node", slip => ((Slip)slip).Thing)).Description("Thing.");
        Keyed(KeyedField.ManyOf("things", "Node", slip => ((Slip)slip).Things)).Description("Things.");
        Resolved(new FieldType
        {
            Name = "inner",
            ResolvedType = new GraphQLTypeReference("Slip"),
            Resolver = new FuncFieldResolver<Slip>(context => ((Slip)context.Source!).Inner)
        });
    }
}

/// <summary>The slips, as a list, one at a time, and with pages of a connection's shape.</summary>
internal sealed class SlipQueries : ObjectFields
{
    public SlipQueries(IReadOnlyList<Slip> slips)
    {
        Resolved(new FieldType
        {
            Name = "slips",
            ResolvedType = new ListGraphType(new NonNullGraphType(new GraphQLTypeReference("Slip"))),
            Resolver = new FuncFieldResolver<IReadOnlyList<Slip>>(_ => slips)
        });
        Resolved(new FieldType
        {
            Name = "slip",
            ResolvedType = new GraphQLTypeReference("Slip"),
            Resolver = new FuncFieldResolver<Slip>(_ => slips[0])
        });
    }
}

/// <summary>A second type with fields of the same names.</summary>
internal sealed record Memo(Guid Book);

internal sealed class MemoFields : ObjectFields
{
    public MemoFields() : base("Memo")
        => Reference<Memo, Book>("book", memo => memo.Book).Description("Book.");
}

/// <summary>Slips and memos in one list.</summary>
internal sealed class PaperQueries : ObjectFields
{
    public PaperQueries(IReadOnlyList<object> papers)
    {
        var paper = new UnionGraphType
        {
            Name = "Paper",
            ResolveType = value => new GraphQLTypeReference(value.GetType().Name)
        };
        paper.AddPossibleType(new GraphQLTypeReference("Slip"));
        paper.AddPossibleType(new GraphQLTypeReference("Memo"));
        Resolved(new FieldType
        {
            Name = "papers",
            ResolvedType = new ListGraphType(new NonNullGraphType(paper)),
            Resolver = new FuncFieldResolver<IReadOnlyList<object>>(_ => papers)
        });
    }
}

/// <summary>`rename` writes and answers with a slip.</summary>
internal sealed class SlipMutations : ObjectFields
{
    public SlipMutations(Func<LibraryServer> server) : base("Mutation")
        => Resolved(new FieldType
        {
            Name = "rename",
            Arguments = new QueryArguments(new QueryArgument<StringGraphType> { Name = "title" }),
            ResolvedType = new GraphQLTypeReference("Slip"),
            Resolver = new FuncFieldResolver<Slip>(async context =>
            {
                await using var library = server().Lease();
                await library.Books.Where(book => book.Id == SmallLibrary.Key(1)).ExecuteUpdateAsync(
                    book => book.SetProperty(b => b.Title, (string)context.Arguments!["title"].Value!));
                return new Slip(SmallLibrary.Key(1));
            })
        });
}
