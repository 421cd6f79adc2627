using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Alerts;

namespace PipelineGraph.Server.Deals;

internal sealed class DealType : EntityType<Deal>
{
    private const int MostRelated = 100;

    public DealType(MoveOptions options)
    {
        Description("An opportunity to sell, standing in exactly one stage of one pipeline.");
        Node(deal => deal.Id);
        AddMasterData();
        AddMoney();
        AddTimes();
        AddClose();
        AddQualification();
        AddOptions(options);
        AddHistory();
    }

    private void AddMasterData()
    {
        Field(deal => deal.ExternalId).Description("The id in the system it was imported from; unique.");
        Field(deal => deal.Version)
            .Description("Grows by one with every change of the deal; give it back as expectedVersion.");
        Field(deal => deal.Title).Description("What it is about, in a few words.");
        Field(deal => deal.Description).Description("What it is about, at length.");
        Field(deal => deal.Status).Description("Open, or how it ended.");
        Reference(deal => deal.Pipeline).Description("The pipeline that it is in.");
        Reference(deal => deal.Stage).Description("Where it stands, or stood when it closed.");
        Reference(deal => deal.Account).Description("The company; null for a lead whose company is not known yet.");
        Reference(deal => deal.PrimaryContact).Description("The person to talk to.");
        Reference(deal => deal.Owner).Description("The sales rep who owns it; null while it is not assigned.");
    }

    private void AddMoney()
    {
        Money("amount", deal => deal.AmountUnits).Description("Value in `currency`; null while unknown.");
        Field(deal => deal.Currency).Description("Currency of `amount`, ISO 4217.");
        Field("amountInPipelineCurrency", (deal, now) => DealMoney.Converted(
                deal.AmountUnits, Rows.Use(DealMoney.RateUnits, deal, now)))
            .ComparedAs(DealMoney.ConvertedReal)
            .Description("Value in the pipeline's currency at the rate of the day, frozen when the deal closes; null "
                + "without an amount or a rate.");
        Field("weightedAmount", (deal, now) => DealMoney.Weighted(
                deal.AmountUnits, Rows.Use(DealMoney.RateUnits, deal, now), Rows.Use(DealMoney.Probability, deal)))
            .ComparedAs(DealMoney.WeightedReal)
            .Description("amountInPipelineCurrency times probability, rounded to 4 decimals; 0 once lost.");
        Field("probability", deal => Rows.Use(DealMoney.Probability, deal))
            .Description("Probability of winning, 0 to 1: probabilityOverride, else the stage's; 1 when won, 0 when lost or "
                + "disqualified.");
        Field(deal => deal.ProbabilityOverride).Description("Takes the place of the stage's probability, 0 to 1.");
        Field(deal => deal.Source).Description("Where the lead came from.");
    }

    private void AddTimes()
    {
        Field(deal => deal.CreatedAt).Description("When it was created.");
        Field(deal => deal.UpdatedAt).Description("When the last change of any kind was recorded; for sync.");
        Field(deal => deal.StageEnteredAt).Description("When the current visit of its stage began.");
        Field(deal => deal.ExpectedCloseDate)
            .Description("The day on which it is expected to close; the actual close does not overwrite it.");
        Field(deal => deal.CloseDatePushes)
            .Description("How often the expected close date was moved to a later day.");
        Field(deal => deal.ClosedAt).Description("When it was won, lost or disqualified; null while open.");
        Field(deal => deal.LastActivityAt).Description("When an activity was last completed.");
        Field("isStalled", deal => Rows.Use(StalledDeals.IsStalled, deal))
            .Description("Whether it is open and has an open alert: `stalledAlerts` tell why.");
        List("stalledAlerts", deal => deal.StalledAlerts.Where(alert => Rows.Use(StalledDeals.IsOpen, alert)))
            .OrderedBy((StalledDealAlert alert) => alert.Severity)
            .OrderedBy((StalledDealAlert alert) => alert.RaisedAt).OfAbout(2).Filterable()
            .Description("Why it stalls: its open alerts, CRITICAL first, then oldest.");
        First("nextActivity", deal => deal.Activities.Where(next => next.CompletedAt == null && next.DueAt != null))
            .OrderedBy((Activity next) => next.DueAt)
            .Description("The planned activity that is due first.");
    }

    private void AddClose()
    {
        Field(deal => deal.LossReason).Description("Why it was lost.");
        Field(deal => deal.CloseNote).Description("What was noted when it closed.");
    }

    private void AddQualification()
    {
        View<QualificationType>("qualification").Description("How its five factors are rated.");
        Field(deal => deal.Score).Description("Points of the qualification, 0 to 100; null while every factor is UNKNOWN.");
        Value("scoreDetails", deal => DealScores.Of(
                deal.Budget, deal.Authority, deal.Need, deal.Timeline, deal.Interest))
            .Description("How the score comes about.");
        Field("daysInStage", (deal, now) => Days.Between(deal.StageEnteredAt, deal.ClosedAt ?? now))
            .Description("Days of the current visit of its stage, running; frozen when the deal closed.");
        Field("ageDays", (deal, now) => Days.Between(deal.CreatedAt, deal.ClosedAt ?? now))
            .Description("Days since it was created, running; frozen when the deal closed.");
        List("checklist", deal => deal.Stage.ExitCriteria.Where(criterion => criterion.RetiredAt == null))
            .OrderedBy((Domain.Pipelines.ExitCriterion criterion) => criterion.Position)
            .ShownAs((Deal deal, Domain.Pipelines.ExitCriterion criterion) =>
                new ChecklistItem { Deal = deal, Criterion = criterion })
            .Description("The exit criteria of its stage, met or not.");
    }

    private void AddOptions(MoveOptions options)
    {
        Computed("moveOptions", options.MovesAsync)
            .Description("Dry run: the other stages of its pipeline, whether this caller may move it there now, and what "
                + "is missing.");
        ComputedOne("winOption", options.WinsAsync).NonNull()
            .Description("Dry run: whether this caller may win it now, and what is missing.");
    }

    private void AddHistory()
    {
        List("transitions", deal => deal.Transitions)
            .OrderedBy((StageTransition transition) => transition.EffectiveAt)
            .OrderedBy((StageTransition transition) => transition.Sequence).WithLast().Filterable()
            .Description("All its steps, oldest first, undone ones included.");
        List("visits", deal => deal.Visits)
            .OrderedBy((StageVisit visit) => visit.EnteredAt).OrderedBy((StageVisit visit) => visit.Sequence)
            .WithLast().Filterable()
            .Description("Its stays in stages, oldest first, the running one last.");
        Connection("activities", deal => deal.Activities).FilteredAndSorted().Filterable()
            .Description("What was done, or is planned, about it.");
        Connection("changes", deal => deal.Changes)
            .OrderedBy((FieldChange change) => change.EffectiveAt).OrderedBy((FieldChange change) => change.Sequence)
            .WithEnumArgument("fields", "Only changes of these fields; of all without it.",
                (FieldChange change) => change.Field)
            .Description("Field history, oldest first.");
        List("objections", deal => deal.Objections)
            .OrderedBy((Objection objection) => objection.RaisedAt).OnlyNewest(MostRelated).Filterable()
            .Description("What the customer holds against it, oldest first; the newest 100.");
        Field(deal => deal.VoidedAt)
            .Description("When it was marked as entered by mistake: readable by id, in no list, metric or alert.");
        Reference(deal => deal.FollowUpOf).Description("The won deal that this one grew from.");
        List("followUps", deal => deal.FollowUps.Where(next => next.VoidedAt == null))
            .OrderedBy((Deal next) => next.CreatedAt).OnlyNewest(MostRelated).Filterable()
            .Description("The deals that grew from this one, oldest first; the newest 100.");
    }
}
