using System.Security.Claims;
using PipelineGraph.Domain;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Accounts;
using PipelineGraph.Server.Activities;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Board;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Deals;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Metrics;
using PipelineGraph.Server.Money;
using PipelineGraph.Server.People;
using PipelineGraph.Server.Pipelines;
using PipelineGraph.Server.Writing;
using Claim = PipelineGraph.Server.Access.Claim;

namespace PipelineGraph.Server;

/// <summary>The list of all features: what is not named here is not in the API.</summary>
internal static class PipelineSchema
{
    public static IServiceCollection AddPipelineSchema(this IServiceCollection services)
    {
        AddTypes(services);
        AddEnums(services);
        AddQueries(services);
        AddMutations(services);
        AddErrors(services);
        services.AddSingleton<SubscriptionType, EventSubscriptions>();
        services.AddPipelineMetrics();
        return services
            .AddSingleton<PlannerDatabase>(provider =>
                PlannedDatabase.Of(
                    provider.GetRequiredService<PipelineDatabase>(), provider.GetRequiredService<Visibility>()))
            .AddPlannedSchema((provider, planning) =>
            {
                planning.RequestValues.Add(ViewerFields.Subject, ViewerFields.SubjectOf);
                planning.Audience = provider.GetRequiredService<Audience>().Of;
                planning.Rehearsals.AddRange([OfRole(Role.Admin), OfRole(Role.Rep)]);
            })
            .AddPipelineGraphQL();
    }

    /// <summary>Nobody's token, which shows what such a role sees.</summary>
    private static ClaimsPrincipal OfRole(Role role) => new(new ClaimsIdentity(
        [new(Claim.Subject, "(start)"), new(Claim.Role, Claim.Word(role))], null, Claim.Name, Claim.Role));

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
        .AddSingleton<ObjectFields, EventQueries>()
        .AddSingleton<ObjectFields, AlertQueries>()
        .AddSingleton<BoardReader>()
        .AddSingleton<ObjectFields, BoardQueries>()
        .AddSingleton<ObjectFields, BoardFields>()
        .AddSingleton<ObjectFields, BoardColumnFields>()
        .AddSingleton<ObjectFields, ExchangeRateQueries>();

    private static void AddMutations(IServiceCollection services) => services
        .AddSingleton<PipelineBook>()
        .AddSingleton<DealDesk>()
        .AddSingleton<MoveDesk>()
        .AddSingleton<BulkMoves>()
        .AddSingleton<MoveOptions>()
        .AddSingleton<MutationType, DealMutations>()
        .AddSingleton<MutationType, MoveMutations>()
        .AddSingleton<MutationType, ClosingMutations>()
        .AddSingleton<MutationType, ClosedDealMutations>()
        .AddSingleton<MutationType, ChecklistMutations>()
        .AddSingleton<MutationType, ActivityMutations>()
        .AddSingleton<MutationType, ObjectionMutations>()
        .AddSingleton<MutationType, AlertMutations>()
        .AddSingleton<MutationType, AccountMutations>()
        .AddSingleton<MutationType, ContactMutations>()
        .AddSingleton<MutationType, SalesRepMutations>()
        .AddSingleton<MutationType, PipelineMutations>()
        .AddSingleton<MutationType, StageMutations>()
        .AddSingleton<MutationType, ExchangeRateMutations>()
        .AddSingleton(new MutationOptions
        {
            InvalidInput = faults => new InvalidInputException(
                [.. faults.Select(fault => new InputFault(fault.Field, fault.Message))]),
        });

    private static void AddErrors(IServiceCollection services) => services
        .AddSingleton<ErrorType, NotFoundErrorType>()
        .AddSingleton<ErrorType, InvalidInputErrorType>()
        .AddSingleton<ErrorType, VersionConflictErrorType>()
        .AddSingleton<ErrorType, BulkMoveRefusedErrorType>()
        .AddSingleton<ErrorType, DealClosedErrorType>()
        .AddSingleton<ErrorType, DealNotClosedErrorType>()
        .AddSingleton<ErrorType, ExitCriteriaNotMetErrorType>()
        .AddSingleton<ErrorType, MoveNotAllowedErrorType>()
        .AddSingleton<ErrorType, StageInUseErrorType>()
        .AddSingleton<ErrorType, UndoExpiredErrorType>();

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
        .AddSingleton<EntityType, StalledDealAlertType>()
        .AddSingleton<EntityType, DealStageChangedType>()
        .AddSingleton<EntityType, StalledDealAlertChangedType>()
        .AddSingleton<EntityType, DealChangedType>()
        .AddSingleton<EntityType, ExchangeRateType>()
        .AddSingleton<ValueObjectType, DealScoreType>()
        .AddSingleton<ValueObjectType, ScoreFactorType>()
        .AddSingleton<ValueObjectType, MoveOptionType>()
        .AddSingleton<ValueObjectType, WinOptionType>();

    private static void AddEnums(IServiceCollection services) => services
        .AddSingleton<EnumType, RoleEnum>()
        .AddSingleton<EnumType, ProcessEnforcementEnum>()
        .AddSingleton<EnumType, ExitCriterionKindEnum>()
        .AddSingleton<EnumType, DealFieldEnum>()
        .AddSingleton<EnumType, StallReasonEnum>()
        .AddSingleton<EnumType, AlertSeverityEnum>()
        .AddSingleton<EnumType, LimitSourceEnum>()
        .AddSingleton<EnumType, AlertChangeEnum>()
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
    private sealed class NodeQueries : ReaderQueries
    {
        public NodeQueries()
        {
            Description("Where reading starts.");
            Nodes();
        }
    }
}
