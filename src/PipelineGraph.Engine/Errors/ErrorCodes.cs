namespace PipelineGraph.Engine.Errors;

/// <summary>Values of `extensions.code`, as Hot Chocolate's clients know them.</summary>
public static class ErrorCodes
{
    public const string InvalidRequest = "HC0009";
    public const string RequestTooLarge = "HC0010";
    public const string Syntax = "HC0011";
    public const string InvalidJson = "HC0012";
    public const string NoQueryAndNoId = "HC0013";
    public const string InvalidVariable = "HC0016";
    public const string NullInNonNull = "HC0018";
    public const string UnknownPersistedOperation = "HC0020";
    public const string Timeout = "HC0045";
    public const string IntrospectionNotAllowed = "HC0046";
    public const string CostExceeded = "HC0047";
    public const string AcceptNotSupported = "HC0063";
    public const string AcceptUnreadable = "HC0064";
    public const string OnlyPersistedOperations = "HC0067";
    public const string LimitExceeded = "LIMIT_EXCEEDED";
    public const string RateLimited = "RATE_LIMITED";
    public const string OriginNotAllowed = "ORIGIN_NOT_ALLOWED";
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
}
