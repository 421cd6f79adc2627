namespace PipelineGraph.Engine.Mutations;

/// <summary>What the host decides about all mutations.</summary>
public sealed class MutationOptions
{
    /// <summary>Documentation of the Mutation type.</summary>
    public string Description { get; set; }
        = "Where changing starts; the fields of one operation run one after another.";

    /// <summary>
    /// Makes the refusal of an input with these faults. Every mutation declares its type among its refusals, which is
    /// checked when the schema is built.
    /// </summary>
    public Func<IReadOnlyList<(string Field, string Message)>, Exception> InvalidInput { get; set; }
        = faults => new InvalidOperationException($"Nobody says how to refuse {string.Join(", ", faults)}.");
}
