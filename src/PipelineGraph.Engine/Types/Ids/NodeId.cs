namespace PipelineGraph.Engine.Types.Ids;

/// <summary>A global id, decoded: which GraphQL type, and its key in the database.</summary>
/// <param name="TypeName">GraphQL type name, for example <c>Deal</c>. Not checked against the schema.</param>
/// <param name="Value">The entity's key.</param>
public readonly record struct NodeId(string TypeName, Guid Value);
