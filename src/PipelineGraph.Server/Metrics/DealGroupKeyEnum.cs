using PipelineGraph.Domain.Metrics;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Metrics;

internal sealed class DealGroupKeyEnum : EnumType<DealGroupKey>
{
    public DealGroupKeyEnum() : base("By what deals are grouped.")
    {
        Value(DealGroupKey.Pipeline, "The pipeline; its value is the global id.");
        Value(DealGroupKey.Stage, "The stage where the deal is, or was when it closed; its value is the global id.");
        Value(DealGroupKey.Status, "Open, or how the deal ended.");
        Value(DealGroupKey.Owner, "The sales rep who owns the deal; the value is the global id, null without an owner.");
        Value(DealGroupKey.Team, "The team of the owner; null without an owner or a team.");
        Value(DealGroupKey.Account, "The account; its value is the global id, null without an account.");
        Value(DealGroupKey.Industry, "The industry of the account; null without an account or an industry.");
        Value(DealGroupKey.Source, "Where the lead came from; null while unknown.");
        Value(DealGroupKey.Currency, "The currency of the deal's own amount, ISO 4217.");
        Value(DealGroupKey.LossReason, "Why the deal was lost; null unless it was.");
        Value(DealGroupKey.CreatedMonth, "The month of the creation in the time zone, `YYYY-MM`.");
        Value(DealGroupKey.ClosedMonth, "The month of the close in the time zone, `YYYY-MM`; null while open.");
        Value(DealGroupKey.ExpectedCloseMonth,
            "The month of the expected close date, `YYYY-MM`; null without a date.");
    }
}
