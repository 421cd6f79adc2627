using GraphQL;

namespace PipelineGraph.Engine.Types.Ids;

/// <summary>Global ids as arguments of fields that resolvers answer.</summary>
public static class NodeIdArgument
{
    /// <summary>The key in an id that has to be of one type.</summary>
    /// <exception cref="ExecutionError">It is unreadable, or of another type; in Hot Chocolate's words.</exception>
    public static Guid Key(string text, string typeName)
    {
        if (!NodeIdCodec.TryDecode(text, out var id)) throw Unreadable(text);
        return id.TypeName == typeName ? id.Value : throw new ExecutionError(NodeIdErrors.WrongType(text, typeName));
    }

    internal static ExecutionError Unreadable(string text) => new(NodeIdErrors.InvalidFormat)
    {
        Extensions = new Dictionary<string, object?> { [NodeIdErrors.OriginalValue] = text },
    };
}
