using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Import;

/// <summary>Reads a row of stages.csv.</summary>
internal static class StageRow
{
    /// <summary>Null when something is wrong with it, which is reported.</summary>
    public static StageDefinition? Read(ImportRow row)
    {
        row.Required("probability");
        var stage = new StageDefinition(row.Required("name"), row.Real("probability") ?? 0)
        {
            TargetDays = row.Real("target_days"),
            StalledAfterDays = row.Real("stalled_after_days"),
            StallRules = Rules(row),
            Guidance = row.Text("guidance"),
            ExitCriteria =
                [.. Parts(row, "exit_criteria").Select(part => Criterion(row, part)).OfType<ExitCriterionDefinition>()],
        };
        return row.IsGood ? stage : null;
    }

    private static StallRules Rules(ImportRow row)
    {
        if (row.Text("stall_rules") is null) return StallRules.All;

        var rules = StallRules.None;
        foreach (var part in Parts(row, "stall_rules"))
        {
            if (ImportText.Choice<StallRules>(part) is { } rule) rules |= rule;
            else row.Fault(
                "stall_rules",
                    $"'{part}' is none of {string.Join(", ", Enum.GetValues<StallRules>().Select(ImportText.Name))}");
        }
        return rules;
    }

    /// <summary>A kind, its operand, and after a colon what a person reads: <c>FIELD_PRESENT AMOUNT: The amount is
    /// known</c>.</summary>
    private static ExitCriterionDefinition? Criterion(ImportRow row, string text)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var operand = words.Length > 1 ? words[1] : null;
        if (words.Length > 0 && ImportText.Choice<ExitCriterionKind>(words[0]) is { } kind)
        {
            var criterion = new ExitCriterionDefinition(kind, parts.Length > 1 ? parts[1] : parts[0])
            {
                Field = kind == ExitCriterionKind.FieldPresent ? ImportText.Choice<DealField>(operand) : null,
                Factor =
                    kind == ExitCriterionKind.FactorConfirmed ? ImportText.Choice<QualificationFactor>(operand) : null,
                MinimumScore =
                    kind == ExitCriterionKind.MinimumScore && int.TryParse(operand, out var score) ? score : null,
                ActivityType =
                    kind == ExitCriterionKind.ActivityCompleted ? ImportText.Choice<ActivityType>(operand) : null,
            };
            var hasOperand =
                (criterion.Field ?? criterion.Factor ?? criterion.ActivityType as Enum) is not null
                    || criterion.MinimumScore is not null;
            var asks = kind is not (ExitCriterionKind.ChecklistItem or ExitCriterionKind.NoOpenObjections);
            if (hasOperand == asks && (asks || operand is null)) return criterion;
        }
        row.Fault("exit_criteria", $"'{text}' is no exit criterion, such as FIELD_PRESENT AMOUNT: The amount is known");
        return null;
    }

    private static string[] Parts(ImportRow row, string column)
        => row.Text(column)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
