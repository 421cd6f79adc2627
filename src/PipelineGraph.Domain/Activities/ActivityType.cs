namespace PipelineGraph.Domain.Activities;

public enum ActivityType { Call, Email, Meeting, Demo, ProposalSent, Task, Note }
