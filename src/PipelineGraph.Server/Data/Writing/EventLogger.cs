using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>Puts what happened to deals into the log, with the teams that their owners are in now.</summary>
/// <param name="append">Puts an event into the log.</param>
/// <param name="known">Teams that need not be read, by sales rep.</param>
internal sealed class EventLogger(
    PipelineDbContext context, Action<PipelineEvent> append, Dictionary<Guid, string?>? known = null)
{
    private readonly Dictionary<Guid, string?> _teams = known ?? [];

    /// <summary>Appends the events that the deal hands over.</summary>
    public async Task TakeAsync(Deal deal)
    {
        foreach (var happened in deal.TakeEvents())
        {
            var team = await TeamAsync(happened.OwnerId);
            var former = happened.FormerOwnerId == happened.OwnerId ? team : await TeamAsync(happened.FormerOwnerId);
            happened.SetTeams(former, team);
            append(happened);
        }
    }

    private async ValueTask<string?> TeamAsync(Guid? owner)
    {
        if (owner is not { } id) return null;
        if (_teams.TryGetValue(id, out var team)) return team;

        // A sales rep who has just been loaded or made need not be read.
        team = context.Tracked<SalesRep>().FirstOrDefault(each => each.Id == id) is { } rep
            ? rep.Team
            : await context.SalesReps.Where(rep => rep.Id == id).Select(rep => rep.Team).SingleAsync();
        _teams.Add(id, team);
        return team;
    }
}
