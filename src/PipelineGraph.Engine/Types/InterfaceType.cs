namespace PipelineGraph.Engine.Types;

/// <summary>
/// The declaration of a GraphQL interface over rows that have several faces: what all of them share. The faces are
/// entity types of the same row that say `Implements`; which one a row shows, its id's type name tells.
/// </summary>
/// <typeparam name="T">Type of the row.</typeparam>
public abstract class InterfaceType<T>(string? name = null) : EntityType<T>(name) where T : class;
