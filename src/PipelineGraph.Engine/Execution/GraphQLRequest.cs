using GraphQL;
using PipelineGraph.Engine.PersistedOperations;

namespace PipelineGraph.Engine.Execution;

/// <summary>One operation as a client sent it, by whatever transport.</summary>
/// <param name="Query">Document text; null when only <paramref name="Id"/> is sent.</param>
/// <param name="Id">Name of a persisted document.</param>
/// <param name="OperationName">Which operation of the document; needed when it has several.</param>
public sealed record GraphQLRequest(
    string? Query,
    string? Id = null,
    string? OperationName = null,
    Inputs? Variables = null,
    Inputs? Extensions = null)
{
    /// <summary>Whether it has a document, or names one.</summary>
    internal bool HasDocument
        => !string.IsNullOrEmpty(Query) || Id is not null || PersistedQuery.HashOf(Extensions) is not null;
}
