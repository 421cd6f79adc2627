using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Metrics;

/// <summary>A breakdown with what people call its groups.</summary>
internal sealed record BreakdownView(IReadOnlyList<BreakdownRow> Rows, int GroupsOmitted);

/// <param name="Id">Of the owner or account that the group is of; null for other keys.</param>
internal sealed record BreakdownRow(MetricsBreakdown Figures, DealGroupKey By, Guid? Id, string? Name)
{
    private const string Keyless = "None";

    public string Label => Name ?? Figures.Key ?? Keyless;
    public Guid? OwnerId => By == DealGroupKey.Owner ? Id : null;
    public Guid? AccountId => By == DealGroupKey.Account ? Id : null;
}

internal sealed class MetricsBreakdownsType : ValueObjectType<BreakdownView>
{
    public MetricsBreakdownsType()
    {
        Description("Figures of the period group by group.");
        List(breakdown => breakdown.Rows, "The first groups, most won amount first, then by key.");
        Field(breakdown => breakdown.GroupsOmitted, "Groups beyond `first`.");
    }
}

internal sealed class MetricsBreakdownType : ValueObjectType<BreakdownRow>
{
    public MetricsBreakdownType()
    {
        Description("Figures of one group of deals, by its key as at the instant asked about.");
        Field("key", row => row.Figures.Key, "Global id, enum name, text or YYYY-MM; null for deals without one.");
        Field(row => row.Label, "What people call the group: a name, else the key.");
        Reference<SalesRep>("owner", row => row.OwnerId, "The owner, when grouped by OWNER.");
        Reference<Account>("account", row => row.AccountId, "The account, when grouped by ACCOUNT.");
        Field("won", row => row.Figures.Won, "Deals won in the period.");
        Field("lost", row => row.Figures.Lost, "Deals lost in the period.");
        Field("winRate", row => row.Figures.WinRate, "won / (won + lost), 0 to 1; null without either.");
        Field("wonAmount", row => MetricsMoney.Round(row.Figures.WonAmount), "Sum of the won deals' amounts.");
        Field("averageDealSize", row => MetricsMoney.Round(row.Figures.AverageDealSize),
            "Mean amount of the won deals; null without any.");
        Field("meanCycleDays", row => row.Figures.MeanCycleDays,
            "Mean days from creation to close of the won deals; null without any.");
        Field("openAmount", row => MetricsMoney.Round(row.Figures.OpenAmount), "Sum of the amounts of its open deals.");
    }
}
