using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Tests.Library;
using PipelineGraph.Engine.Tests.Mutations;
using PipelineGraph.Engine.Tests.Transport;

namespace PipelineGraph.Engine.Tests.Idempotency;

/// <summary>
/// The lending desk's mutations over HTTP, with a store of keys. The header `sub` says who calls, in the role of the
/// same name.
/// </summary>
internal sealed class LendingHost : IAsyncDisposable
{
    private readonly LibraryServer _library;
    private int _lent;

    private LendingHost(LibraryServer library)
    {
        _library = library;
        Desk.Lend = (input, call) => Task.FromResult(Lend(input, call));
    }

    public LendingDesk Desk { get; } = new();

    public MemoryStore Store { get; } = new();

    public ManualClock Clock { get; } = new();

    public GraphQLHost Http { get; private set; } = null!;

    /// <summary>How many books were lent.</summary>
    public int Lent => _lent;

    public static async Task<LendingHost> StartAsync(Action<LimitOptions>? limits = null, bool keepsKeys = true)
    {
        var host = new LendingHost(await SmallLibrary.ServeAsync());
        host.Http = await GraphQLHost.StartAsync(limits: limits, pipeline: Caller, services: services =>
        {
            if (keepsKeys) services.AddSingleton<IdempotencyStore>(host.Store);
            host.Declare(services);
        });
        return host;
    }

    /// <summary>The work of a host's writer: the change and the key's record are one.</summary>
    public BookLent Lend(LendBookInput input, MutationCall call)
    {
        var payload = new BookLent(input.BookId, "a title", _lent + 1);
        if (call.Claim is { } claim) Store.Insert(claim, call.Outcome(payload));
        Interlocked.Increment(ref _lent);
        return payload;
    }

    public Task<HttpResponseMessage> LendAsync(string? key, byte book = 1, string caller = "ann")
        => SendAsync(key, $$"""
            mutation { lendBook(input: {bookId: "{{SmallLibrary.BookId(book)}}"}) { book { title } times errors {
              __typename ... on Error { message }
              ... on BookLentError { reader { name } lentAt genre others { title } } } } }
            """, caller);

    public async Task<HttpResponseMessage> SendAsync(string? key, string query, string caller = "ann")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Http.Url)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json")
        };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Headers.Add("sub", caller);
        return await Http.Client.SendAsync(request);
    }

    /// <summary>Runs a statement on the library's database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var context = _library.Lease();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Http.DisposeAsync();
        _library.Dispose();
    }

    private static void Caller(WebApplication app) => app.Use((context, next) =>
    {
        var caller = context.Request.Headers["sub"].ToString();
        Claim[] claims = [new("sub", caller), new("role", caller)];
        context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test", nameType: null, roleType: "role"));
        return next();
    });

    private void Declare(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock)
            .AddSingleton<PlannerDatabase>(new LibraryPlannerDatabase(_library.Lease));
        LibraryServer.Declare(services, () => "NO");
        Desk.Declare(services);
    }
}
