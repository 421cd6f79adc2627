using PipelineGraph.Domain.Metrics.Survival;

namespace PipelineGraph.Domain.Tests.Metrics.Survival;

/// <summary>
/// Weeks (here: days) in remission of children with leukaemia, Freireich et al., Blood 21 (1963); the worked example of
/// Cox and Oakes, Analysis of Survival Data (1984), and of many others.
/// </summary>
internal static class Remission
{
    public static KaplanMeier Treated => KaplanMeier.Of(
        [.. Ended(6, 6, 6, 7, 10, 13, 16, 22, 23), .. Censored(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]);

    public static KaplanMeier Placebo => KaplanMeier.Of(
        Ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23));

    public static VisitLength Visit(double days, VisitEnd end) => new((long)(days * 86_400_000), end);

    private static VisitLength[] Ended(params int[] days) => [.. days.Select(each => Visit(each, VisitEnd.Advanced))];

    private static VisitLength[] Censored(params int[] days) => [.. days.Select(each => Visit(each, VisitEnd.Running))];
}
