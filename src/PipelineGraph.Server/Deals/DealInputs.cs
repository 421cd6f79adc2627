using System.ComponentModel;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Money;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Deals;

internal sealed record CreateDealInput(
    [property: Description("What it is about, 1 to 200 characters.")] string Title,
    [property: Description("The pipeline in which it starts.")] NodeId<Pipeline> PipelineId,
    [property: Description("The company; left out for a lead whose company is not known yet.")]
    NodeId<Account>? AccountId,
    [property: Description("Who owns it; the caller's sales rep when left out. Reps can only name themselves.")]
    NodeId<SalesRep>? OwnerId,
    [property: Description("Where it starts; the pipeline's first stage when left out.")] NodeId<Stage>? StageId,
    [property: Description("Value in `currency`, 0 to 99,999,999,999.9999; left out while unknown.")] decimal? Amount,
    [property: Description("ISO 4217; the pipeline's when left out.")] string? Currency,
    [property: Description("The day on which it is expected to close.")] DateOnly? ExpectedCloseDate,
    [property: Description("Where the lead came from, at most 200 characters.")] string? Source,
    [property: Description("What it is about at length, at most 10,000 characters.")] string? Description,
    [property: Description("The person to talk to, of the account.")] NodeId<Contact>? PrimaryContactId,
    [property: Description("When it was created, not in the future; now when left out.")] DateTime? CreatedAt,
    [property: Description("The id in another system; unique.")] string? ExternalId,
    [property: Description("Why it starts in another stage than the first, where the process asks.")] string? Reason,
    [property: Description("Overrides a STRICT process, by those who may.")] bool? Override)
{
    public DealEdit Edit() => new()
    {
        Title = Title,
        Currency = Currency is null ? null : new(Currency),
        AccountId = AccountId?.Value,
        PrimaryContactId = PrimaryContactId?.Value,
        AmountUnits = MoneyInput.Units(Amount),
        ExpectedCloseDate = ExpectedCloseDate,
        Source = Source,
        Description = Description,
        ExternalId = ExternalId,
    };
}

internal sealed record UpdateDealInput(
    [property: Description("The deal.")] NodeId<Deal> DealId,
    [property: Description("Not null.")] Optional<string> Title,
    [property: Description("Null: not known.")] Optional<NodeId<Account>?> AccountId,
    [property: Description("The id in another system; unique.")] Optional<string?> ExternalId,
    [property: Description("Value in `currency`, 0 to 99,999,999,999.9999; null: not known.")] Optional<decimal?> Amount,
    [property: Description("ISO 4217; not null.")] Optional<string> Currency,
    [property: Description("The day on which it is expected to close.")] Optional<DateOnly?> ExpectedCloseDate,
    [property: Description("Where the lead came from.")] Optional<string?> Source,
    [property: Description("What it is about at length.")] Optional<string?> Description,
    [property: Description("The person to talk to, of the account.")] Optional<NodeId<Contact>?> PrimaryContactId,
    [property: Description("Takes the place of the stage's probability, 0 to 1; null: the stage's counts.")]
    Optional<double?> ProbabilityOverride,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public DealEdit Edit() => new()
    {
        Title = Title.ToRequiredChange(),
        AccountId = AccountId.ToChange(),
        ExternalId = ExternalId.ToChange(),
        AmountUnits = MoneyInput.Units(Amount),
        Currency = Currency.ToRequiredChange(),
        ExpectedCloseDate = ExpectedCloseDate.ToChange(),
        Source = Source.ToChange(),
        Description = Description.ToChange(),
        PrimaryContactId = PrimaryContactId.ToChange(),
        ProbabilityOverride = ProbabilityOverride.ToChange(),
    };
}

internal sealed record AssignDealInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: Description("Who owns it from now on; left out or null: nobody.")] NodeId<SalesRep>? OwnerId,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion);

internal sealed record QualifyDealInput(
    [property: Description("The deal, open.")] NodeId<Deal> DealId,
    [property: NeverCleared, Description("Is there money for it?")] FactorRating? Budget,
    [property: NeverCleared, Description("May the people in touch decide?")] FactorRating? Authority,
    [property: NeverCleared, Description("Does the customer need it?")] FactorRating? Need,
    [property: NeverCleared, Description("Is it clear when the customer wants it?")] FactorRating? Timeline,
    [property: NeverCleared, Description("Is the customer interested?")] FactorRating? Interest,
    [property: Description(ExpectedVersionText.OfDeal)] int? ExpectedVersion)
{
    public DealEdit Edit() => new()
    {
        Budget = Budget.ToChange(),
        Authority = Authority.ToChange(),
        Need = Need.ToChange(),
        Timeline = Timeline.ToChange(),
        Interest = Interest.ToChange(),
    };
}

internal sealed record DealChanged(
    [property: Description("The deal as it is after the change.")] NodeId<Deal>? Deal)
{
    public static DealChanged Of(Deal deal) => new(NodeId.Of(deal.Id, deal));
}
