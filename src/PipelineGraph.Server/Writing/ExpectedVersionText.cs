namespace PipelineGraph.Server.Writing;

/// <summary>What `expectedVersion` says in each input.</summary>
internal static class ExpectedVersionText
{
    public const string OfDeal =
        "The deal's `version` as it was read; another one is refused. Left out: any version will do.";

    public const string OfPipeline =
        "The pipeline's `version` as it was read; another one is refused. Left out: any version will do.";

    public const string OfRecord =
        "The record's `version` as it was read; another one is refused. Left out: any version will do.";
}
