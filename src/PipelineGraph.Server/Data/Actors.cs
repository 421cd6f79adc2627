using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Data;

internal static class Actors
{
    /// <summary>The actor of this combination: the one stored, or a new one that the next save stores.</summary>
    public static async Task<Actor> ActorAsync(
        this PipelineDbContext context, ActorKind kind, string name, string? subject = null, Guid? salesRepId = null,
        CancellationToken cancelled = default)
    {
        var actor = new Actor(kind, name, subject, salesRepId);
        var known = context.Actors.Local.FirstOrDefault(each => each.Key == actor.Key)
            ?? await context.Actors.FirstOrDefaultAsync(each => each.Key == actor.Key, cancelled);
        return known ?? context.Actors.Add(actor).Entity;
    }
}
