namespace PipelineGraph.Engine.Mutations;

/// <summary>
/// On a list of exceptions in a payload: it is shown as errors of this mutation, for example the refusals of one item
/// of a bulk mutation.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ErrorsOfAttribute(string mutation) : Attribute
{
    /// <summary>Name of the mutation whose error union the items have.</summary>
    public string Mutation { get; } = mutation;
}
