namespace PipelineGraph.Engine.Planning;

/// <summary>What was read for a level and for the levels below it.</summary>
internal sealed record LevelResult(LevelBinding Binding, LevelRows Rows, LevelResult[] Children) : IDisposable
{
    public void Dispose()
    {
        Rows.Dispose();
        foreach (var child in Children) child?.Dispose();
    }
}
