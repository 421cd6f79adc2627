namespace PipelineGraph.Engine.Types.Ids;

/// <summary>A global id, decoded: which GraphQL type, and its key in the database.</summary>
/// <param name="TypeName">GraphQL type name, for example <c>Deal</c>. Not checked against the schema.</param>
/// <param name="Value">The entity's key.</param>
public readonly record struct NodeId(string TypeName, Guid Value)
{
    /// <summary>
    /// A reference to a row in hand, as it is in the database: what is asked of its own columns is shown from it and not
    /// read again.
    /// </summary>
    /// <typeparam name="T">Type of the row.</typeparam>
    /// <param name="value">The row's key.</param>
    /// <param name="row">The row; nobody changes it any more once the reference is shown.</param>
    public static NodeId<T> Of<T>(Guid value, T row) where T : class => new(value) { Row = row };
}
