using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Alerts;

internal sealed class StalledDealAlertType : EntityType<StalledDealAlert>
{
    public StalledDealAlertType()
    {
        Description("Tells that a deal stalls for one reason, during one visit of a stage, until the reason ends.");
        Node(alert => alert.Id);
        Reference(alert => alert.Deal).Description("The deal.");
        Reference(alert => alert.Stage).Description("Where it stalls, or did.");
        Field(alert => alert.Reason).Description("Why.");
        Field(alert => alert.Severity).Description("CRITICAL once it has escalated.");
        Field(alert => alert.LimitDays)
            .Description("How long the reason may go on, in days; as it was when the alert was raised.");
        Field(alert => alert.LimitSource).Description("Where that limit comes from.");
        Field(alert => alert.DaysAtRaise)
            .Description("How long the reason had gone on when the alert was raised, in days.");
        Field(alert => alert.RaisedAt).Description("When it was raised.");
        Field(alert => alert.AcknowledgedAt).Description("When somebody took it on; null before.");
        Reference(alert => alert.AcknowledgedBy).Description("Who took it on.");
        Field(alert => alert.Note).Description("What they noted then.");
        Field(alert => alert.SnoozedUntil)
            .Description("Until when it is put off; null when it is not, or is due again.");
        Field(alert => alert.RecoveredAt).Description("When its reason ended; null while the deal stalls.");
    }
}

internal sealed class AlertQueries : ReaderQueries
{
    public AlertQueries()
        => Connection("stalledDealAlerts",
                () => Rows.Of<StalledDealAlert>().Where(alert => alert.Deal.VoidedAt == null
                    && (alert.RecoveredAt != null || alert.Deal.Status == DealStatus.Open)))
            .Description("All alerts, recovered ones too, of deals that are not voided.");
}
