namespace PipelineGraph.Engine.Mutations;

/// <summary>
/// On an input field that may be left out and then changes nothing: a null is refused, because nothing is meant by it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NeverClearedAttribute : Attribute;
