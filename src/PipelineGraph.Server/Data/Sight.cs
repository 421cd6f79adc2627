namespace PipelineGraph.Server.Data;

/// <summary>What is seen by those who do not see all.</summary>
/// <param name="Owners">Whose deals.</param>
/// <param name="Self">The caller's own sales rep; empty without one.</param>
/// <param name="Team">Whose deals are seen as well, their owners being among <paramref name="Owners"/>; null for no
/// team's.</param>
internal sealed record Sight(Guid[] Owners, Guid[] Self, string? Team)
{
    public static readonly Sight Nothing = new([], [], null);
}
