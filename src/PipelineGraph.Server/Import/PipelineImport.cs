using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Import;

/// <summary>Imports pipelines with their stages. A pipeline that is there already stays as it is, but may get new
/// stages.</summary>
internal sealed class PipelineImport(ImportSession session)
{
    private const string DefaultName = "Sales";
    private const string DefaultCurrency = "EUR";

    private readonly List<Pipeline> _created = [];

    public async Task RunAsync(CancellationToken cancelled)
    {
        foreach (var known in await session.Context.Pipelines.Include(each => each.Stages).ToListAsync(cancelled))
            session.Pipelines.Add(known);
        var stages =
            session.Rows(ImportKind.Stages).ToLookup(row => row.Required("pipeline"), StringComparer.OrdinalIgnoreCase);
        foreach (var row in session.Rows(ImportKind.Pipelines)) Import(row, stages);
        foreach (var group in stages) AddStages(group.Key, group);
        foreach (var mapped in session.Map.Pipelines) Add(mapped);
        if (session.Pipelines.Count == 0) AddDefault();
        if (session.Request.Pipeline is { } named && session.Pipelines.ByName(named) is null)
            throw new OperatorException($"--pipeline {named}: there is no pipeline of that name.");

        await session.SaveAsync(_created, cancelled);
        await session.SaveAsync([.. _created.SelectMany(pipeline => pipeline.Stages)], cancelled);
        await session.SaveAsync(
            [.. _created.SelectMany(each => each.Stages).SelectMany(stage => stage.ExitCriteria)], cancelled);
    }

    private void Import(ImportRow row, ILookup<string, ImportRow> stages)
    {
        var name = row.Key("name");
        if (!session.IsFirst(ImportKind.Pipelines, name, row, "name")) return;

        var values = ImportKind.Pipelines.Columns.Where(row.Has).ToDictionary(column => column, row.Text);
        var enforcement = row.Choice<ProcessEnforcement>("enforcement") ?? ProcessEnforcement.Guided;
        var counts = session.Report.Of(ImportKind.Pipelines);
        if (session.Pipelines.ByName(name) is { } known)
        {
            counts.Unchanged++;
            var imported = session.Imported(ImportKind.Pipelines, name);
            if (imported is not null && imported.Values != JsonSerializer.Serialize(values))
                row.Keep(null, "not taken: an import does not change a pipeline that is there; the API does");
            if (imported is null) session.Remember(ImportKind.Pipelines, name, known.Id, values);
            return;
        }
        var rows = stages[name].ToList();
        var definitions = rows.Select(StageRow.Read).OfType<StageDefinition>().ToList();
        if (!row.IsGood || definitions.Count < rows.Count) return;

        row.Try(
            () => Create(
                new Pipeline(name, row.Required("currency"), session.Now, definitions.Count == 0 ? null : definitions,
            enforcement, row.Text("description"), row.Text("time_zone") ?? Pipeline.DefaultTimeZone)), rows);
        if (!row.IsGood || session.Pipelines.ByName(name) is null) return;

        counts.Created++;
        session.Report.Of(ImportKind.Stages).Created += definitions.Count;
        session.Remember(ImportKind.Pipelines, name, _created[^1].Id, values);
    }

    private void AddStages(string name, IEnumerable<ImportRow> rows)
    {
        var pipeline = session.Pipelines.ByName(name);
        var isNew = pipeline is not null && _created.Contains(pipeline);
        foreach (var row in rows)
        {
            var stage = row.Required("name");
            if (!session.IsFirst(ImportKind.Stages, $"{name}/{stage}".ToUpperInvariant(), row, "name") || isNew)
                continue;

            var isKnown =
                pipeline?.Stages.Any(each => string.Equals(each.Name, stage, StringComparison.OrdinalIgnoreCase));
            if (isKnown is null)
            {
                if (session.Report.Faults.Count == 0) row.Fault("pipeline", $"there is no pipeline '{name}'");
            }
            else if (isKnown is true) session.Report.Of(ImportKind.Stages).Unchanged++;
            else if (StageRow.Read(row) is { } definition && row.Try(() => pipeline!.AddStage(definition, session.Now)))
            {
                session.Pipelines.Add(pipeline!);
                session.Report.Of(ImportKind.Stages).Created++;
            }
        }
    }

    private void Add(MappedPipeline mapped)
    {
        if (session.Pipelines.ByName(mapped.Name) is not null) return;

        var enforcement = ImportText.Choice<ProcessEnforcement>(mapped.Enforcement ?? "GUIDED")
            ?? throw new OperatorException($"The mapping's pipeline '{mapped.Name}': enforcement '{mapped.Enforcement}' is "
                + "none of FREE, GUIDED, STRICT.");
        var stages = mapped.Stages.Select(stage => new StageDefinition(stage.Name, stage.Probability)
        {
            TargetDays = stage.TargetDays,
            StalledAfterDays = stage.StalledAfterDays,
            Guidance = stage.Guidance,
        });
        try
        {
            Create(new Pipeline(mapped.Name, mapped.Currency, session.Now, [.. stages], enforcement, mapped.Description,
                mapped.TimeZone ?? Pipeline.DefaultTimeZone));
        }
        catch (Domain.InvalidInputException refused)
        {
            throw new OperatorException($"The mapping's pipeline '{mapped.Name}': {refused.Message}", refused);
        }
        session.Report.Of(ImportKind.Pipelines).Created++;
    }

    /// <summary>An empty database and an export without pipelines: the process that a company starts with.</summary>
    private void AddDefault()
    {
        if (session.Report.Faults.Count > 0) return;

        Create(
            new Pipeline(
                session.Request.Pipeline ?? DefaultName, session.Map.Currency ?? DefaultCurrency, session.Now));
        session.Report.Of(ImportKind.Pipelines).Created++;
    }

    private void Create(Pipeline pipeline)
    {
        _created.Add(pipeline);
        session.Pipelines.Add(pipeline);
    }
}
