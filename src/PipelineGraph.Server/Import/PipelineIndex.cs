using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Import;

/// <summary>Pipelines and their stages by name, in any case.</summary>
internal sealed class PipelineIndex
{
    private readonly Dictionary<string, Pipeline> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, (Stage Stage, Pipeline Pipeline)> _stages = [];

    public int Count => _byName.Count;

    public void Add(Pipeline pipeline)
    {
        _byName.TryAdd(pipeline.Name, pipeline);
        foreach (var stage in pipeline.Stages) _stages[stage.Id] = (stage, pipeline);
    }

    public Pipeline? ByName(string name) => _byName.GetValueOrDefault(name);

    public Stage ById(Guid stageId) => _stages[stageId].Stage;

    public Pipeline Of(Stage stage) => _stages[stage.Id].Pipeline;

    /// <summary>The pipeline that a cell names; without one the request's, or the only one there is.</summary>
    public Pipeline? Find(ImportRow row, string column, string? otherwise)
    {
        if ((row.Text(column) ?? otherwise) is not { } name)
        {
            if (Count == 1) return _byName.Values.Single();

            row.Fault(column, $"it names no pipeline, and there are {Count}; --pipeline gives one to such rows");
            return null;
        }
        if (ByName(name) is { } pipeline) return pipeline;

        row.Fault(column, $"there is no pipeline '{name}'; there are {string.Join(", ", _byName.Keys.Order())}");
        return null;
    }

    public static Stage? Find(Pipeline pipeline, ImportRow row, string column)
    {
        var name = row.Text(column);
        var stage =
            pipeline.Stages.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
        if (stage is null)
            row.Fault(
                column,
                    name is null ? "it is empty" : $"{pipeline.Name} has no stage '{name}'; it has {Names(pipeline)}");
        return stage;
    }

    private static string Names(Pipeline pipeline) => string.Join(", ", pipeline.Stages.Select(stage => stage.Name));
}
