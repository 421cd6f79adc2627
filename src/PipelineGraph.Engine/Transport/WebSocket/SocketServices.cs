using PipelineGraph.Engine.Audit;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Transport.WebSocket;

/// <summary>What all connections share.</summary>
internal sealed record SocketServices(
    SocketOrigins Origins, SocketSignIn SignIn, SocketExecution Execution, LimitOptions Limits, TimeProvider Time,
    UnexpectedErrors Unexpected, RefusalAudit Audit);
