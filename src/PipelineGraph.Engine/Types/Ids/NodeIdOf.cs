namespace PipelineGraph.Engine.Types.Ids;

/// <summary>A global id of one type: in inputs an `ID` that was checked to be one, in payloads a reference to the entity.</summary>
/// <typeparam name="T">Type of the row.</typeparam>
/// <param name="Value">The entity's key.</param>
public readonly record struct NodeId<T>(Guid Value) where T : class;
