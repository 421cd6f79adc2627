namespace PipelineGraph.Server;

/// <summary>A problem that whoever runs the server can mend; its message is all that they are shown.</summary>
internal sealed class OperatorException(string message, Exception? cause = null) : Exception(message, cause);
