using System.ComponentModel;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Deals;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Alerts;

internal sealed record AcknowledgeStalledDealAlertInput(
    [property: Description("The alert, open and not acknowledged.")] NodeId<StalledDealAlert> AlertId,
    [property: Description("What is to be remembered, at most 10,000 characters.")] string? Note);

internal sealed record SnoozeStalledDealAlertInput(
    [property: Description("The alert, open.")] NodeId<StalledDealAlert> AlertId,
    [property: Description("When it is due again, within the next 365 days.")] DateTime Until);

internal sealed record AlertChanged(
    [property: Description("The alert as it is after the change.")] NodeId<StalledDealAlert>? StalledDealAlert)
{
    public static AlertChanged Of(StalledDealAlert alert) => new(NodeId.Of(alert.Id, alert));
}

/// <summary>People take alerts on, or put them off; the deals themselves do not change.</summary>
internal sealed class AlertMutations : MutationType
{
    public AlertMutations(PipelineWriter writer, TimeProvider clock)
    {
        Mutation<AcknowledgeStalledDealAlertInput, AlertChanged>("acknowledgeStalledDealAlert",
                (input, call) => writer.WriteAsync(call, session => ChangeAsync(session, input.AlertId,
                    (alert, deal) => alert.Acknowledge(deal, session.At(), input.Note))))
            .Description("Says that the caller takes care of a stalled deal.")
            .Values(input => TextFaults.OfOptional("note", input.Note, TextLimits.Note))
            .Refusals<NotFoundException, InvalidInputException>()
            .AllowedTo(Allowed.AlertKeepers);
        Mutation<SnoozeStalledDealAlertInput, AlertChanged>("snoozeStalledDealAlert",
                (input, call) => writer.WriteAsync(call, session => ChangeAsync(session, input.AlertId,
                    (alert, deal) => alert.Snooze(deal, input.Until, session.At()))))
            .Description("Puts an alert off: until then it does not escalate, and then it is told of again if the deal "
                + "still stalls. The deal counts as stalled all the time.")
            .Values(input => StalledDealAlert.SnoozeFaults(input.Until, clock.GetUtcNow().UtcDateTime))
            .Refusals<NotFoundException, InvalidInputException>()
            .AllowedTo(Allowed.AlertKeepers);
    }

    private static async Task<AlertChanged> ChangeAsync(
        WriteSession session, NodeId<StalledDealAlert> id, Action<StalledDealAlert, Deal> change)
    {
        var (alert, deal) = await DealDesk.FindWithDealAsync(session, id, "alertId", alert => alert.DealId,
            expectedVersion: null, session.Known.AsKeeperOfAlerts().MayChange());
        change(alert, deal);
        return AlertChanged.Of(alert);
    }
}
