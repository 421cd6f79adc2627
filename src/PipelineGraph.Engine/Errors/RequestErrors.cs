using GraphQL;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Engine.Errors;

/// <summary>Refusals before an operation runs, in Hot Chocolate's words.</summary>
public static class RequestErrors
{
    public static ExecutionError Empty() => Coded(ErrorCodes.InvalidRequest, "The GraphQL request is empty.");

    public static ExecutionError Invalid() => Coded(ErrorCodes.InvalidRequest, "Invalid GraphQL Request.");

    /// <param name="expected">What the parameter has to be, with its article.</param>
    public static ExecutionError InvalidParameter(string parameter, string expected)
        => Coded(
            ErrorCodes.InvalidRequest, $"Invalid GraphQL Request. The parameter `{parameter}` has to be {expected}.");

    public static ExecutionError TooLarge() => Coded(ErrorCodes.RequestTooLarge, "Max GraphQL request size reached.");

    public static ExecutionError InvalidJson() => Coded(ErrorCodes.InvalidJson, "Invalid JSON document.");

    public static ExecutionError NoQuery()
        => Coded(ErrorCodes.NoQueryAndNoId, "Either the parameter query or the parameter id has to be set.");

    /// <summary>No document has this name; it is none that the client could send.</summary>
    public static ExecutionError UnknownId(string id)
        => Coded(ErrorCodes.UnknownPersistedOperation, "The specified persisted operation key is invalid.")
            .AddExtension("requestedKey", id);

    /// <summary>No document has this hash; Apollo's clients send it then.</summary>
    public static ExecutionError UnknownHash() => Coded(ErrorCodes.UnknownPersistedOperation, "PersistedQueryNotFound");

    /// <param name="field">`__schema` or `__type`.</param>
    public static ExecutionError IntrospectionNotAllowed(string field)
        => Coded(ErrorCodes.IntrospectionNotAllowed, "Introspection is not allowed for the current request.")
            .AddExtension("field", field);

    public static ExecutionError OnlyPersisted()
        => Coded(ErrorCodes.OnlyPersistedOperations, "Only persisted operations are allowed.");

    public static ExecutionError KindNotAllowed() => new("The specified operation kind is not allowed.");

    public static ExecutionError ContentTypeNotSupported()
        => Coded(ErrorCodes.InvalidRequest, "The request body has to be UTF-8 `application/json` without compression.");

    public static ExecutionError MethodNotAllowed()
        => Coded(ErrorCodes.InvalidRequest, "Only GET and POST are allowed.");

    public static ExecutionError AcceptNotSupported()
        => Coded(ErrorCodes.AcceptNotSupported, "None of the `Accept` header values is supported.");

    public static ExecutionError AcceptUnreadable(string value)
        => Coded(ErrorCodes.AcceptUnreadable, $"Unable to parse the accept header value `{value}`.")
            .AddExtension("headerValue", value);

    public static ExecutionError NotAuthenticated()
        => Coded(ErrorCodes.NotAuthenticated, "The current user is not authorized to access this resource.");

    /// <summary>Authenticated, but without the right; the words are the same for both.</summary>
    public static ExecutionError NotAuthorized()
        => Coded(ErrorCodes.NotAuthorized, "The current user is not authorized to access this resource.");

    /// <summary>A page of another site opens a WebSocket.</summary>
    public static ExecutionError OriginNotAllowed()
        => Coded(ErrorCodes.OriginNotAllowed, "Pages of this origin may not connect.");

    public static ExecutionError NoOperation() => new("The document contains no operation.");

    public static ExecutionError OperationNameMissing()
        => new("The document contains several operations, so the parameter operationName has to be set.");

    public static ExecutionError OperationNotFound(string name)
        => new($"The document contains no operation with the name `{name}`.");

    public static ExecutionError TimedOut(TimeSpan timeout)
        => Coded(ErrorCodes.Timeout, $"The request exceeded the configured timeout of `{timeout}`.");

    internal static ExecutionError Schema(SchemaSubsetException refused)
    {
        var error = Coded(refused.Code, refused.Message);
        return refused.TypeName is { } name ? error.AddExtension("typeName", name) : error;
    }

    internal static ExecutionError Coded(string code, string message) => new(message) { Code = code };
}
