using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Domain.Tests.Pipelines;

public class ExitCriteriaTests
{
    private static DealFacts Bare => default;

    public static TheoryData<DealField> Fields => [.. Enum.GetValues<DealField>()];

    [Theory, MemberData(nameof(Fields))]
    public void Field_is_present_when_the_deal_has_that_field(DealField field)
    {
        var facts = new DealFacts
        {
            HasAccount = field == DealField.Account,
            HasAmount = field == DealField.Amount,
            HasExpectedCloseDate = field == DealField.ExpectedCloseDate,
            HasPrimaryContact = field == DealField.PrimaryContact,
            HasSource = field == DealField.Source,
            HasDescription = field == DealField.Description,
        };

        var met = Enum.GetValues<DealField>().Where(asked => IsMet(ExitCriterionKind.FieldPresent, facts,
            field: asked));

        Assert.Equal([field], met);
    }

    [Theory]
    [InlineData(FactorRating.Unknown, false)]
    [InlineData(FactorRating.No, false)]
    [InlineData(FactorRating.Partial, true)]
    [InlineData(FactorRating.Yes, true)]
    public void Factor_is_confirmed_by_yes_or_partial(FactorRating rating, bool isMet)
    {
        var facts = new DealFacts { Qualification = default(Qualification) with { Need = rating } };

        Assert.Equal(isMet, IsMet(ExitCriterionKind.FactorConfirmed, facts, factor: QualificationFactor.Need));
        Assert.False(IsMet(ExitCriterionKind.FactorConfirmed, facts, factor: QualificationFactor.Budget));
    }

    [Theory]
    [InlineData(null, 0, false)]
    [InlineData(59, 60, false)]
    [InlineData(60, 60, true)]
    public void Score_must_reach_the_minimum(int? score, int minimum, bool isMet)
        => Assert.Equal(isMet, IsMet(ExitCriterionKind.MinimumScore, new DealFacts { Score = score },
            minimumScore: minimum));

    [Fact]
    public void Activity_must_be_completed_of_its_type()
    {
        var facts = new DealFacts { CompletedActivityTypes = 1 << (int)ActivityType.Demo };

        Assert.True(IsMet(ExitCriterionKind.ActivityCompleted, facts, activityType: ActivityType.Demo));
        Assert.False(IsMet(ExitCriterionKind.ActivityCompleted, facts, activityType: ActivityType.Call));
    }

    [Fact]
    public void Checklist_item_is_met_when_ticked_off()
    {
        Assert.True(IsMet(ExitCriterionKind.ChecklistItem, Bare, isChecked: true));
        Assert.False(IsMet(ExitCriterionKind.ChecklistItem, Bare, isChecked: false));
    }

    [Fact]
    public void Open_objection_stands_in_the_way()
    {
        Assert.True(IsMet(ExitCriterionKind.NoOpenObjections, Bare));
        Assert.False(IsMet(ExitCriterionKind.NoOpenObjections, Bare with { HasOpenObjection = true }));
    }

    [Fact]
    public void Criterion_of_a_stage_asks_by_the_same_rule()
    {
        var source = Given.Prospecting.ExitCriteria.Single(criterion => criterion.Field == DealField.Source);

        Assert.False(source.IsMetBy(Given.Deal().Facts(), isChecked: false));
        Assert.True(source.IsMetBy(Given.Deal(new DealEdit { Source = "fair" }).Facts(), isChecked: false));
    }

    private static bool IsMet(
        ExitCriterionKind kind, in DealFacts facts, DealField? field = null, QualificationFactor? factor = null,
        int? minimumScore = null, ActivityType? activityType = null, bool isChecked = false)
        => ExitCriteria.IsMet(kind, field, factor, minimumScore, activityType, facts, isChecked);
}
