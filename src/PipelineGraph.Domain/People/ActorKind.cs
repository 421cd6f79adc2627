namespace PipelineGraph.Domain.People;

public enum ActorKind { Person, Integration, Import, System }
