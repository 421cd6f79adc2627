namespace PipelineGraph.Server.Hosting;

/// <summary>What the host is built for.</summary>
internal enum HostPurpose
{
    Serve,

    /// <summary>One command's work: standard output belongs to its answer, so that the log goes to standard error.</summary>
    Command,
}
