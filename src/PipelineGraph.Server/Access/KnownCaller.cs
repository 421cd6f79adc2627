using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Access;

/// <summary>A caller together with the sales rep that the token's subject belongs to: what rights go by.</summary>
/// <param name="SalesRep">Not tracked; null when the subject belongs to nobody.</param>
internal sealed record KnownCaller(Caller Caller, SalesRep? SalesRep)
{
    public Guid? SalesRepId => SalesRep?.Id;

    /// <summary>The token's team, else the sales rep's; null when neither has one.</summary>
    public string? Team => Caller.Team ?? SalesRep?.Team;

    public static async Task<KnownCaller> FindAsync(
        PipelineDbContext context, Caller caller, CancellationToken cancelled)
        => new(caller, await context.SalesReps.AsNoTracking()
            .FirstOrDefaultAsync(rep => rep.Subject == caller.Subject, cancelled));
}
