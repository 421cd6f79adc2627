using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Server.Tests.Data;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Tests.Writing;

/// <summary>A pipeline with some deals, and the writer that changes them.</summary>
internal sealed class WritingScene : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private WritingScene(TestDatabase database)
    {
        Database = database;
        Writer = new PipelineWriter(database.Lane, new ActorBook(Clock), database.Visibility, Clock);
    }

    public TestDatabase Database { get; }
    public FakeTimeProvider Clock { get; } = new(Now);
    public PipelineWriter Writer { get; }
    public Pipeline Pipeline { get; } = new("Sales", "EUR", Now.AddDays(-30));
    public SalesRep Rep { get; } =
        new("Bob Rep", Now.AddDays(-30), new SalesRepEdit { Subject = "bob", Team = "North" });
    public List<Guid> Deals { get; } = [];

    public static async Task<WritingScene> CreateAsync(string provider, int deals = 1)
    {
        var scene = new WritingScene(await TestDatabase.OfAsync(provider));
        await using var context = scene.Database.Lease();
        var actor = new Actor(ActorKind.System, "Test");
        context.AddRange(scene.Pipeline, scene.Rep, actor);
        for (var i = 0; i < deals; i++)
        {
            var at = Recording.At(Now.AddDays(-1), actor);
            var deal = new Deal($"Deal {i}", scene.Pipeline.Stages[0], "EUR", at, new DealEdit { OwnerId = scene.Rep.Id });
            context.Add(deal);
            scene.Deals.Add(deal.Id);
        }
        await context.SaveChangesAsync();
        return scene;
    }

    public static ClaimsPrincipal User(string subject = "bob", string? name = null, params string[] roles)
    {
        var claims = roles.DefaultIfEmpty("rep").Select(role => new Claim("role", role)).Append(new Claim("sub", subject));
        if (name is not null) claims = claims.Append(new Claim("name", name));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "Test"));
    }

    /// <summary>Sets the amount of a deal, and answers its version.</summary>
    public Task<int> EditAsync(int deal, long amountUnits, ClaimsPrincipal? user = null)
        => Writer.WriteAsync(user ?? User(), async session =>
        {
            var edited = await session.Context.Deals.SingleAsync(each => each.Id == Deals[deal], session.Cancelled);
            edited.RecordEdit(new DealEdit { AmountUnits = amountUnits }, session.At());
            return edited.Version;
        }, CancellationToken.None);

    /// <summary>The log, as it can be read.</summary>
    public async Task<List<PipelineEvent>> LogAsync()
    {
        await using var context = Database.Lease();
        return await context.PipelineEvents.Include(each => each.Actor).AsNoTracking()
            .OrderBy(each => each.Position).ToListAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
