using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Import;

/// <summary>A field of deals that an import reads from deals.csv and, with its past, from field_history.csv.</summary>
/// <param name="Tracked">What field_history.csv calls it.</param>
/// <param name="Read">A cell of a row, as comparable text; reports what is wrong with it.</param>
/// <param name="Field">How it reads now, and how an edit sets it.</param>
internal sealed record DealColumn(
    TrackedField Tracked, Func<ImportSession, ImportRow, string, string?> Read, ImportField<Deal, DealEdit> Field)
{
    public string Name => Field.Name;
}

internal static class DealColumns
{
    public static IReadOnlyList<DealColumn> All { get; } =
    [
        Text(TrackedField.Title, "title", deal => deal.Title, (edit, text) => edit with { Title = text ?? "" }),
        Text(
            TrackedField.Description, "description", deal => deal.Description,
            (edit, text) => edit with { Description = new(text) }),
        Text(TrackedField.Source, "source", deal => deal.Source, (edit, text) => edit with { Source = new(text) }),
        Text(
            TrackedField.Currency, "currency", deal => deal.Currency,
            (edit, text) => edit with { Currency = text ?? "" }),
        new(TrackedField.Account, (session, row, column) => ImportText.Of(session.Accounts.Find(row, column)),
            new("account", deal => ImportText.Of(deal.AccountId),
                (edit, text) => edit with { AccountId = new(ImportText.Id(text)) })),
        new(TrackedField.PrimaryContact, (session, row, column) => ImportText.Of(session.Contacts.Find(row, column)),
            new("contact", deal => ImportText.Of(deal.PrimaryContactId),
                (edit, text) => edit with { PrimaryContactId = new(ImportText.Id(text)) })),
        new(TrackedField.Owner, (session, row, column) => ImportText.Of(session.SalesReps.Find(row, column)),
            new("owner", deal => ImportText.Of(deal.OwnerId),
                (edit, text) => edit with { OwnerId = new(ImportText.Id(text)) })),
        new(TrackedField.Amount, (_, row, column) => ImportText.Of(row.Amount(column)),
            new("amount", deal => ImportText.Of(deal.AmountUnits),
                (edit, text) => edit with { AmountUnits = new(ImportText.Amount(text)) })),
        new(TrackedField.ProbabilityOverride, (_, row, column) => ImportText.Of(row.Real(column)),
            new("probability", deal => ImportText.Of(deal.ProbabilityOverride),
                (edit, text) => edit with { ProbabilityOverride = new(ImportText.Number(text)) })),
        new(TrackedField.ExpectedCloseDate, (_, row, column) => ImportText.Of(row.Day(column)),
            new("expected_close_date", deal => ImportText.Of(deal.ExpectedCloseDate),
                (edit, text) => edit with { ExpectedCloseDate = new(ImportText.Day(text)) })),
        Rating(TrackedField.Budget, "budget", deal => deal.Budget, (edit, rating) => edit with { Budget = rating }),
        Rating(
            TrackedField.Authority, "authority", deal => deal.Authority,
            (edit, rating) => edit with { Authority = rating }),
        Rating(TrackedField.Need, "need", deal => deal.Need, (edit, rating) => edit with { Need = rating }),
        Rating(
            TrackedField.Timeline, "timeline", deal => deal.Timeline,
            (edit, rating) => edit with { Timeline = rating }),
        Rating(
            TrackedField.Interest, "interest", deal => deal.Interest,
            (edit, rating) => edit with { Interest = rating }),
    ];

    public static DealColumn? Of(TrackedField tracked) => All.FirstOrDefault(field => field.Tracked == tracked);

    /// <summary>All values as one edit.</summary>
    public static DealEdit Edit(IReadOnlyDictionary<string, string?> values)
        => All.Where(field => values.ContainsKey(field.Name))
            .Aggregate(new DealEdit(), (edit, field) => field.Field.Set!(edit, values[field.Name]));

    /// <summary>What of an edit a correction can do, for a deal that is closed.</summary>
    public static DealCorrection Correction(DealEdit edit)
        => new() { AmountUnits = edit.AmountUnits, Currency = edit.Currency, OwnerId = edit.OwnerId };

    public static bool CanBeCorrected(TrackedField field)
        => field is TrackedField.Amount or TrackedField.Currency or TrackedField.Owner;

    private static DealColumn Text(
        TrackedField tracked, string name, Func<Deal, string?> current, Func<DealEdit, string?, DealEdit> set)
        => new(tracked, (_, row, column) => row.Text(column), new(name, current, set));

    private static DealColumn Rating(
        TrackedField tracked, string name,
        Func<Deal, FactorRating> current, Func<DealEdit, Change<FactorRating>, DealEdit> set)
        => new(tracked, (_, row, column) => ImportText.Name(row.Choice<FactorRating>(column) ?? FactorRating.Unknown),
            new(name, deal => ImportText.Name(current(deal)),
                (edit, text) => set(edit, ImportText.Choice<FactorRating>(text)!.Value)));
}
