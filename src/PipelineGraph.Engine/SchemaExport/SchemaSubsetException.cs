using System.Net;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>A list of type names that cannot be printed; message and code are Hot Chocolate's.</summary>
public sealed class SchemaSubsetException : Exception
{
    private SchemaSubsetException(string code, string message, HttpStatusCode status, string? typeName)
        : base(message)
        => (Code, Status, TypeName) = (code, status, typeName);

    /// <summary>Goes into <c>extensions.code</c>.</summary>
    public string Code { get; }

    public HttpStatusCode Status { get; }

    /// <summary>The faulty name as given, for <c>extensions.typeName</c>; null when there was none.</summary>
    public string? TypeName { get; }

    internal static SchemaSubsetException Empty()
        => new("HC0058", "The specified types argument is empty.", HttpStatusCode.BadRequest, null);

    internal static SchemaSubsetException InvalidName(string name)
        => new("HC0059", "The type name is invalid.", HttpStatusCode.BadRequest, name);

    internal static SchemaSubsetException Unknown(string name)
        => new("HC0060", $"The type `{name}` does not exist.", HttpStatusCode.NotFound, name);
}
