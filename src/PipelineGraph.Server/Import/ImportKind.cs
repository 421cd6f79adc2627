namespace PipelineGraph.Server.Import;

/// <summary>One kind of record, with the file and the columns that it has in the product's own form.</summary>
internal sealed class ImportKind
{
    /// <summary>Columns of this form hold the instant at which a deal entered the stage that is named.</summary>
    public const string EnteredPrefix = "entered:";

    private ImportKind(string name, string[] required, string[] optional)
        => (Name, Required, Columns) = (name, required, [.. required, .. optional]);

    public static ImportKind ExchangeRates { get; } = new("exchange_rates",
        ["from_currency", "to_currency", "rate", "valid_from"], []);

    public static ImportKind Pipelines { get; } = new("pipelines",
        ["name", "currency"], ["enforcement", "description", "time_zone"]);

    public static ImportKind Stages { get; } = new("stages",
        ["pipeline", "name", "probability"],
        ["target_days", "stalled_after_days", "stall_rules", "guidance", "exit_criteria"]);

    public static ImportKind SalesReps { get; } = new("sales_reps",
        ["id", "name"], ["email", "team", "subject", "is_active"]);

    public static ImportKind Accounts { get; } = new("accounts",
        ["id", "name"], ["industry", "website", "country", "created_at"]);

    public static ImportKind Contacts { get; } = new("contacts",
        ["id", "account", "name"], ["email", "phone", "job_title", "is_decision_maker"]);

    public static ImportKind Deals { get; } = new("deals",
        ["id", "title"],
        [
            "pipeline", "stage", "status", "account", "contact", "owner", "amount", "currency", "probability", "source",
            "description", "expected_close_date", "created_at", "closed_at", "loss_reason", "close_note",
            "budget", "authority", "need", "timeline", "interest", "follow_up_of",
        ]);

    public static ImportKind StageHistory { get; } = new("stage_history",
        ["deal", "kind", "effective_at"],
        ["to_stage", "from_stage", "to_pipeline", "recorded_at", "actor", "reason", "is_override", "is_reverted"]);

    public static ImportKind FieldHistory { get; } = new("field_history",
        ["deal", "field", "effective_at"], ["old_value", "new_value", "recorded_at", "actor"]);

    public static ImportKind Activities { get; } = new("activities",
        ["deal", "type", "subject"], ["id", "due_at", "completed_at", "note", "recorded_at", "actor"]);

    /// <summary>In the order in which they are imported.</summary>
    public static IReadOnlyList<ImportKind> All { get; } =
    [
        ExchangeRates, Pipelines, Stages, SalesReps, Accounts, Contacts, StageHistory, FieldHistory, Activities, Deals,
    ];

    public string Name { get; }
    public IReadOnlyList<string> Required { get; }
    public IReadOnlyList<string> Columns { get; }
    public string FileName => $"{Name}.csv";

    public bool Has(string column)
        => Columns.Contains(column) || (this == Deals && column.StartsWith(EnteredPrefix, StringComparison.Ordinal));

    public override string ToString() => Name;
}
