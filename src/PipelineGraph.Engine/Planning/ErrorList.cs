using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Planning;

/// <summary>Collects the errors of a plan with their paths, not too many: one bad argument meets every parent row.</summary>
internal sealed class ErrorList(GraphQLDocument document, int most = ErrorList.Most)
{
    internal const int Most = 50;

    internal List<ExecutionError> Errors { get; } = [];

    internal void Add(ExecutionError error, GraphQLField field, IEnumerable<object> path)
    {
        if (Errors.Count >= most) return;
        var reported = new ExecutionError(error.Message) { Code = error.Code, Extensions = error.Extensions, Path = [.. path] };
        reported.AddLocation(Location.FromLinearPosition(document.Source, field.Location.Start));
        Errors.Add(reported);
    }
}

/// <summary>The error of a null where the schema allows none.</summary>
internal static class NullErrors
{
    internal static ExecutionError NonNull() => new("Cannot return null for non-nullable field.") { Code = "HC0018" };
}
