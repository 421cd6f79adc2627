using GraphQL;
using PipelineGraph.Engine.Planning;

namespace PipelineGraph.Engine.Events;

/// <summary>What one execution of a subscription is for: to open it, or to show events by it.</summary>
internal sealed class StreamRun
{
    /// <summary>The events to show; null to open.</summary>
    public IReadOnlyList<LoggedEvent>? Events { get; init; }

    /// <summary>Set by an execution that showed the events, one node for each.</summary>
    public IReadOnlyList<PlannedExecutionNode>? Shown { get; set; }

    /// <summary>Set by an execution that opened: which events are wanted.</summary>
    public EventSelection? Selection { get; set; }

    /// <summary>Set by an execution that opened: the cursor to go on from; null: only what comes from now on.</summary>
    public string? After { get; set; }

    /// <summary>Set by an execution that opened: the variable that holds the cursor, if nothing else uses it.</summary>
    public string? AfterVariable { get; set; }

    public ExecutionErrors? Errors { get; set; }
}
