using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Mutations;

/// <summary>What the mutations of these tests do: it is set by each test.</summary>
public sealed class LendingDesk
{
    public List<object> Received { get; } = [];

    public Func<LendBookInput, MutationCall, Task<BookLent>> Lend { get; set; }
        = (input, _) => Task.FromResult(new BookLent(input.BookId, "a title", 1));

    public Func<LendBooksInput, LentBooks> LendAll { get; set; }
        = input => new LentBooks([.. input.Books.Select(item => new LentBook(item.BookId, item.BookId, null))]);

    /// <summary>A server with the small library, and this desk's mutations.</summary>
    internal Task<LibraryServer> ServeAsync() => SmallLibrary.ServeAsync(declarations: Declare);

    internal void Declare(IServiceCollection services) => services
        .AddSingleton(this)
        .AddSingleton<MutationType, LendingMutations>()
        .AddSingleton<ErrorType, BookLentError>()
        .AddSingleton<ErrorType, FaultyError>()
        .AddSingleton<ErrorType, NotFoundError>()
        .AddSingleton(new MutationOptions { InvalidInput = faults => new FaultyException(faults) });
}

internal sealed class LendingMutations : MutationType
{
    public LendingMutations(LendingDesk desk)
    {
        Mutation<LendBookInput, BookLent>("lendBook", (input, call) => desk.Lend(input, call))
            .Description("Lends a book.")
            .Refusals<NotFoundException, FaultyException, BookLentException>()
            .Check((input, faults) => Check(input.DueOn, faults));
        Mutation<LendBooksInput, LentBooks>("lendBooks", (input, _) => Task.FromResult(desk.LendAll(input)))
            .Description("Lends several books.")
            .Refusals<FaultyException>()
            .AllowedTo("librarian", "admin");
        Mutation<EveryKindInput, Seen>("seeEveryKind", (input, _) => See(desk, input)).Description("Takes everything.")
            .Refusals<FaultyException>();
    }

    private static Task<Seen> See(LendingDesk desk, EveryKindInput input)
    {
        desk.Received.Add(input);
        return Task.FromResult(new Seen(null));
    }

    private static void Check(DateOnly? dueOn, InputFaults faults)
    {
        if (dueOn < DateOnly.FromDateTime(SmallLibrary.Start)) faults.Add("dueOn", "Lies in the past.");
    }
}
