using PipelineGraph.Domain;
using PipelineGraph.Engine.Mutations;

namespace PipelineGraph.Server.Writing;

internal static class InputMerge
{
    /// <summary>
    /// Adds what the domain finds wrong, if an id is faulty already: otherwise the domain tells it itself, together
    /// with what it finds by looking at the records.
    /// </summary>
    public static void AddToFaultyIds(this InputFaults faults, Func<IReadOnlyList<InputFault>> found)
    {
        if (!faults.Any) return;

        foreach (var fault in found()) faults.Add(fault.Field, fault.Message);
    }
}
