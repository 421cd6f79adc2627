using Microsoft.AspNetCore.Http;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>Whether a client wants to know what its operation costs.</summary>
internal enum CostReport
{
    None,

    /// <summary>It is executed, and the response has the cost among its extensions.</summary>
    Report,

    /// <summary>It is not executed: the response has the cost, and nothing else.</summary>
    Validate,
}

internal static class CostReports
{
    public const string Header = "GraphQL-Cost";

    public static CostReport Of(IHeaderDictionary headers)
        => headers.TryGetValue(Header, out var values) && values is [{ } value] ? Of(value) : CostReport.None;

    /// <summary>Values that mean nothing are passed over, as Hot Chocolate does.</summary>
    public static CostReport Of(string? value)
    {
        if ("validate".Equals(value, StringComparison.OrdinalIgnoreCase)) return CostReport.Validate;

        return "report".Equals(value, StringComparison.OrdinalIgnoreCase) ? CostReport.Report : CostReport.None;
    }
}
