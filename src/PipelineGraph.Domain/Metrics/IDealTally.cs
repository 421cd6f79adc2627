namespace PipelineGraph.Domain.Metrics;

/// <summary>
/// Takes in deals, one after the other and in any order, and keeps of them only what its figures need.
/// </summary>
/// <remarks>
/// Give it every deal that visited the pipeline or is in it, once: visits count in the pipeline of their stage, whoever
/// the deal belongs to by now. A tally knows by itself which deals concern it. Once it has them all, several may take
/// their results from it at once: a result changes nothing in it.
/// </remarks>
public interface IDealTally
{
    void Add(DealSnapshot deal);
}
