namespace PipelineGraph.Domain.Deals;

public enum TransitionKind { Created, Advanced, MovedBack, Transferred, Won, Lost, Disqualified, Reopened, Reverted }
