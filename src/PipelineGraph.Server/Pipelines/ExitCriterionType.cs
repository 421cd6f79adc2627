using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Pipelines;

internal sealed class ExitCriterionType : EntityType<ExitCriterion>
{
    public ExitCriterionType()
    {
        Description("What a deal must fulfil before it moves forward out of a stage.");
        Node(criterion => criterion.Id);
        Field(criterion => criterion.Kind).Description("What is asked; it tells which of the other fields is set.");
        Field(criterion => criterion.Label).Description("What a person reads.");
        Field(criterion => criterion.Field).Description("For FIELD_PRESENT: the field of the deal that must have a value.");
        Field(criterion => criterion.Factor)
            .Description("For FACTOR_CONFIRMED: the factor that must be rated YES or PARTIAL.");
        Field(criterion => criterion.MinimumScore).Description("For MINIMUM_SCORE: the least score, 0 to 100.");
        Field(criterion => criterion.ActivityType)
            .Description("For ACTIVITY_COMPLETED: completed since the deal was created or last reopened.");
    }
}
