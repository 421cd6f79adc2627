using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.People;

internal sealed class ActorType : EntityType<Actor>
{
    public ActorType()
    {
        Description("Who did it: a person, an integration, an import, or the system itself.");
        KeyedBy(actor => actor.Id);
        Field(actor => actor.Kind).Description("What did it.");
        Field(actor => actor.Name).Description("The name it had when it did it.");
        Field(actor => actor.Subject).Description("Subject of the token that was used.");
        Reference(actor => actor.SalesRep).Description("The sales rep whose token it was.");
    }
}

internal sealed class ActorKindEnum : EnumType<ActorKind>
{
    public ActorKindEnum() : base("What kind of actor did something.")
    {
        Value(ActorKind.Person, "A person with a token.");
        Value(ActorKind.Integration, "Another system with a token.");
        Value(ActorKind.Import, "An import of data.");
        Value(ActorKind.System, "The server itself.");
    }
}
