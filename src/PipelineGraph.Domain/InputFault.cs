namespace PipelineGraph.Domain;

/// <summary>What is wrong with one value that came in.</summary>
/// <param name="Field">Name of the input field as the API calls it, a path where nested: <c>stages.0.name</c>.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record InputFault(string Field, string Message);
