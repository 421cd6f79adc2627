using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Validation;

/// <summary>Checks a document against the schema; independent of variables, so that the verdict can be kept.</summary>
/// <param name="extra">Rules of other parts of the engine and of the host.</param>
internal sealed class RequestValidator(
    ISchema schema, IOptions<LimitOptions> limits, IEnumerable<IValidationRule> extra)
{
    private readonly IValidationRule[] _rules = [.. DocumentRules.All, .. extra];

    /// <returns>At most <see cref="LimitOptions.ValidationErrors"/> errors in the shape that clients see.</returns>
    public IReadOnlyList<ExecutionError> Validate(GraphQLDocument document)
    {
        schema.Initialize();
        var context = NewContext(document);
        var max = limits.Value.ValidationErrors;
        try
        {
            var visitor = new BasicVisitor([context.TypeInfo, .. Visitors(context), new StopAt(max)]);
            visitor.VisitAsync(document, new BasicVisitor.State(context)).AsTask().GetAwaiter().GetResult();
        }
        catch (EnoughErrorsException)
        {
            // The rest of the document is not worth the time: no more errors would be reported.
        }

        if (context.HasErrors) return [.. context.Errors.Take(max).Select(ErrorShape.Of)];

        return FieldMerging.Check(document, schema, limits.Value) is { } conflict ? [conflict] : [];
    }

    private ValidationContext NewContext(GraphQLDocument document) => new()
    {
        TypeInfo = new TypeInfo(schema),
        Schema = schema,
        Document = document,
        Operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()!,
        Variables = Inputs.Empty,
        Extensions = Inputs.Empty,
        UserContext = new Dictionary<string, object?>(),
        Metrics = GraphQL.Instrumentation.Metrics.None,
    };

    private IEnumerable<INodeVisitor> Visitors(ValidationContext context)
    {
        foreach (var rule in _rules)
        {
            var visitor = rule.GetPreNodeVisitorAsync(context).AsTask().GetAwaiter().GetResult();
            if (visitor is not null) yield return visitor;
        }
    }

    private sealed class StopAt(int max) : INodeVisitor
    {
        public ValueTask EnterAsync(ASTNode node, ValidationContext context) => default;

        public ValueTask LeaveAsync(ASTNode node, ValidationContext context)
            => context.HasErrors && context.Errors.Count() >= max ? throw new EnoughErrorsException() : default;
    }

    private sealed class EnoughErrorsException : Exception;
}
