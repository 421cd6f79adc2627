namespace PipelineGraph.Engine.Mutations;

/// <summary>
/// A refusal whose payload has data beside the errors, such as what became of each item of a bulk mutation. Nothing was
/// changed.
/// </summary>
/// <param name="payload">The mutation's payload.</param>
/// <param name="refusals">Declared refusals of the mutation, at least one.</param>
public sealed class RefusedWithDataException(object payload, params Exception[] refusals)
    : AggregateException(refusals)
{
    public object Payload { get; } = payload;
}
