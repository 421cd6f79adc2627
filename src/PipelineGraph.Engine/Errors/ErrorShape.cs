using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace PipelineGraph.Engine.Errors;

/// <summary>Gives GraphQL.NET's errors Hot Chocolate's shape: codes, links to the rule, no suggestions.</summary>
internal static partial class ErrorShape
{
    public const int MaxLocations = 5;

    public static ExecutionError Of(ExecutionError error) => error switch
    {
        DocumentRuleError => error,
        InvalidVariableError => Reshaped(error, ErrorCodes.InvalidVariable),
        ValidationError => Reshaped(error, code: null)
            .AddExtension("specifiedBy", SpecificationLinks.Of(error.GetType())),
        _ => WithoutExceptionCode(error),
    };

    private static ExecutionError Reshaped(ExecutionError error, string? code)
    {
        var reshaped = new ExecutionError(Suggestion().Replace(error.Message, ""))
        {
            Code = code,
            Path = error.Path,
            Extensions = error.Extensions,
        };
        foreach (var location in error.Locations?.Take(MaxLocations) ?? []) reshaped.AddLocation(location);
        return reshaped;
    }

    // GraphQL.NET derives a code from the name of an inner exception, which is nobody's business.
    private static ExecutionError WithoutExceptionCode(ExecutionError error)
    {
        if (error.InnerException is { } inner && error.Code == ErrorInfoProvider.GetErrorCode(inner)) error.Code = null;
        return error;
    }

    [GeneratedRegex(@" Did you mean .*$", RegexOptions.Singleline)]
    private static partial Regex Suggestion();
}
