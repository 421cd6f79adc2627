using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Accounts;
using PipelineGraph.Server.Activities;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Deals;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.People;
using PipelineGraph.Server.Pipelines;

namespace PipelineGraph.Server;

/// <summary>The list of all features: what is not named here is not in the API.</summary>
internal static class PipelineSchema
{
    public static IServiceCollection AddPipelineSchema(this IServiceCollection services)
    {
        AddTypes(services);
        AddEnums(services);
        AddQueries(services);
        return services
            .AddSingleton<EventLog>()
            .AddSingleton<PlannerDatabase>(provider =>
                PlannedDatabase.Of(provider.GetRequiredService<PipelineDatabase>()))
            .AddPlannedSchema(planning => planning.RequestValues.Add(ViewerFields.Subject, ViewerFields.SubjectOf))
            .AddPipelineGraphQL();
    }

    private static void AddQueries(IServiceCollection services) => services
        .AddSingleton<ObjectFields, NodeQueries>()
        .AddSingleton<ObjectFields, ViewerQueries>()
        .AddSingleton<ObjectFields, ViewerFields>()
        .AddSingleton<ObjectFields, PipelineQueries>()
        .AddSingleton<ObjectFields, DealQueries>()
        .AddSingleton<ObjectFields, AccountQueries>()
        .AddSingleton<ObjectFields, PeopleQueries>()
        .AddSingleton<ObjectFields, ActivityQueries>()
        .AddSingleton<ObjectFields, StageTransitionQueries>()
        .AddSingleton<ObjectFields, EventQueries>();

    private static void AddTypes(IServiceCollection services) => services
        .AddSingleton<EntityType, PipelineType>()
        .AddSingleton<EntityType, StageType>()
        .AddSingleton<EntityType, ExitCriterionType>()
        .AddSingleton<EntityType, AccountType>()
        .AddSingleton<EntityType, ContactType>()
        .AddSingleton<EntityType, SalesRepType>()
        .AddSingleton<EntityType, ActorType>()
        .AddSingleton<EntityType, DealType>()
        .AddSingleton<EntityType, QualificationType>()
        .AddSingleton<EntityType, ChecklistEntryType>()
        .AddSingleton<EntityType, StageTransitionType>()
        .AddSingleton<EntityType, StageVisitType>()
        .AddSingleton<EntityType, FieldChangeType>()
        .AddSingleton<EntityType, ActivityEntityType>()
        .AddSingleton<EntityType, ObjectionType>()
        .AddSingleton<EntityType, DealStageChangedType>()
        .AddSingleton<EntityType, DealChangedType>()
        .AddSingleton<ValueObjectType, DealScoreType>()
        .AddSingleton<ValueObjectType, ScoreFactorType>();

    private static void AddEnums(IServiceCollection services) => services
        .AddSingleton<EnumType, RoleEnum>()
        .AddSingleton<EnumType, ProcessEnforcementEnum>()
        .AddSingleton<EnumType, ExitCriterionKindEnum>()
        .AddSingleton<EnumType, DealFieldEnum>()
        .AddSingleton<EnumType, StallReasonEnum>()
        .AddSingleton<EnumType, ActorKindEnum>()
        .AddSingleton<EnumType, DealStatusEnum>()
        .AddSingleton<EnumType, LossReasonEnum>()
        .AddSingleton<EnumType, FactorRatingEnum>()
        .AddSingleton<EnumType, QualificationFactorEnum>()
        .AddSingleton<EnumType, TransitionKindEnum>()
        .AddSingleton<EnumType, TrackedFieldEnum>()
        .AddSingleton<EnumType, ActivityTypeEnum>()
        .AddSingleton<EnumType, PipelineEventTypeEnum>();

    /// <summary>`node` and `nodes`, the first two fields of Query.</summary>
    private sealed class NodeQueries : ObjectFields
    {
        public NodeQueries()
        {
            Description("Where reading starts.");
            Nodes();
        }
    }
}
