using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Demo;

/// <summary>The demo company's three ways of selling.</summary>
internal static class DemoProcesses
{
    public static IReadOnlyList<DemoProcess> Create(DateTime begin)
        => [NewBusiness(begin), Partners(begin), Renewals(begin)];

    private static DemoProcess NewBusiness(DateTime begin)
    {
        double[] targets = [7, 12, 14, 18, 7];
        double?[] limits = [21, 30, null, null, 21];
        var stages = DefaultProcess.Stages
            .Select((stage, i) => stage with { TargetDays = targets[i], StalledAfterDays = limits[i] }).ToList();
        var pipeline = new Pipeline("New business", "EUR", begin, stages, ProcessEnforcement.Guided,
            "First contracts with companies that are no customers yet.", "Europe/Berlin");
        return new DemoProcess(pipeline, 0.62, 24_000,
        [
            new(6, 0.09, 0.16), new(11, 0.14, 0.09), new(13, 0.24), new(17, 0.24), new(6, 0.13),
        ])
        {
            Currencies = ["EUR", "EUR", "EUR", "EUR", "EUR", "USD", "GBP", "CHF", "SEK"],
            Products = ["Platform licence", "Starter package", "Team licence", "Enterprise licence", "Pilot project"],
            Sources =
                ["Website", "Website", "Referral", "Trade fair", "Outbound", "Outbound", "Webinar", "Advertising"],
        };
    }

    private static DemoProcess Partners(DateTime begin)
    {
        var pipeline = new Pipeline("Partners", "USD", begin, PartnerStages, ProcessEnforcement.Strict,
            "Deals that resellers register and that are sold together with them.", "America/New_York");
        return new DemoProcess(pipeline, 0.16, 58_000,
        [
            new(8, 0.06, 0.14), new(21, 0.16), new(16, 0.2), new(12, 0.12),
        ])
        {
            Currencies = ["USD", "USD", "USD", "EUR", "CAD"],
            Products = ["Reseller bundle", "Integration package", "White-label licence", "Regional roll-out"],
            Sources = ["Partner", "Partner", "Partner", "Trade fair"],
        };
    }

    private static IReadOnlyList<StageDefinition> PartnerStages { get; } =
    [
        new("Registration", 0.15)
        {
            TargetDays = 10,
            Guidance = "Check that the partner's claim is the first one, and that the customer knows of it.",
            ExitCriteria = [ExitCriterionDefinition.Present(DealField.Account, "The end customer is known")],
        },
        new("Joint discovery", 0.35)
        {
            TargetDays = 21, StalledAfterDays = 45,
            Guidance = "Meet the customer together with the partner.",
            ExitCriteria =
            [
                new(ExitCriterionKind.MinimumScore, "The score is 40 or more") { MinimumScore = 40 },
                new(ExitCriterionKind.ActivityCompleted, "A demo was given") { ActivityType = ActivityType.Demo },
            ],
        },
        new("Commercials", 0.65)
        {
            TargetDays = 14,
            ExitCriteria =
            [
                ExitCriterionDefinition.Present(DealField.Amount, "The amount is known"),
                new(ExitCriterionKind.ChecklistItem, "Margin agreed with the partner"),
                new(ExitCriterionKind.NoOpenObjections, "No objection is open"),
            ],
        },
        new("Signature", 0.9)
        {
            TargetDays = 10,
            ExitCriteria = [new(ExitCriterionKind.ChecklistItem, "Partner agreement countersigned")],
        },
    ];

    private static DemoProcess Renewals(DateTime begin)
    {
        StageDefinition[] stages =
        [
            new("Health check", 0.6) { TargetDays = 14, Guidance = "How is the product used, and who would miss it?" },
            new("Offer", 0.75)
            {
                TargetDays = 14,
                ExitCriteria =
                    [ExitCriterionDefinition.Confirmed(QualificationFactor.Interest, "The customer wants to stay")],
            },
            new("Terms", 0.9) { TargetDays = 10, StallRules = StallRules.All & ~StallRules.NoActivity },
        ];
        var pipeline = new Pipeline("Renewals and expansion", "GBP", begin, stages, ProcessEnforcement.Free,
            "Contracts that end, and customers that grow.", "Europe/London");
        return new DemoProcess(pipeline, 0.22, 15_000, [new(12, 0.08), new(11, 0.09), new(8, 0.07)])
        {
            Currencies = ["GBP", "GBP", "GBP", "EUR", "USD"],
            Products = ["Renewal, 12 months", "Renewal, 36 months", "More seats", "Add-on module", "Support upgrade"],
            Sources = ["Customer", "Customer", "Support", "Account review"],
        };
    }
}
