using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Engine.Execution.Coercion;

/// <summary>
/// Stands where GraphQL.NET validates: the document has been validated when it was cached, so what is left of a request
/// is its variables and arguments. GraphQL.NET walks the whole document for them each time, which costs a quarter of a
/// cached request; here the places are known.
/// </summary>
/// <param name="mostErrors">How many are told; no more are looked for, since each is searched for its line.</param>
internal sealed class RequestCoercion(int mostErrors) : IDocumentValidator
{
    private readonly ConditionalWeakTable<GraphQLOperationDefinition, OperationInputs> _inputs = [];

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options)
    {
        var result = new ValidationResult();
        try
        {
            var inputs = InputsOf(options);
            var variables = Variables(inputs, options, result);
            if (result.IsValid) Coerce(inputs, options, variables, result);
        }
        catch (ExecutionError error)
        {
            result.Errors.Add(Refusal(error));
        }

        return Task.FromResult<IValidationResult>(result);
    }

    // GraphQL.NET takes whatever an input type throws for a value of the wrong type.
    private static ExecutionError Refusal(ExecutionError error) => error.InnerException as LimitExceededError ?? error;

    private OperationInputs InputsOf(in ValidationOptions options)
    {
        if (_inputs.TryGetValue(options.Operation, out var known)) return known;
        var inputs = new OperationInputs(options.Schema, options.Document, options.Operation);
        _inputs.AddOrUpdate(options.Operation, inputs);
        return inputs;
    }

    private Variables Variables(OperationInputs inputs, in ValidationOptions options, ValidationResult result)
    {
        if (inputs.Variables.Count == 0) return result.Variables = GraphQL.Validation.Variables.None;

        var variables = new Variables();
        foreach (var input in inputs.Variables)
        {
            try
            {
                if (Variable(input, options) is { } variable) variables.Add(variable);
            }
            catch (ExecutionError error)
            {
                result.Errors.Add(Refusal(error));
                if (result.Errors.Count >= mostErrors) break;
            }
        }

        return result.Variables = variables;
    }

    private static Variable Variable(OperationInputs.VariableInput input, in ValidationOptions options)
    {
        var name = input.Definition.Variable.Name.StringValue;
        var variable = new Variable(name, input.Definition);
        var coercion = new VariableCoercion(options.Document, input.Definition);
        if (options.Variables.TryGetValue(name, out var value))
        {
            variable.Value = coercion.Coerce(input.GivenType, value, name);
        }
        else if (input.Definition.DefaultValue is { } fallback)
        {
            variable.Value = ExecutionHelper.CoerceValue(input.Type, fallback).Value;
            variable.IsDefault = true;
        }
        else if (input.Type is NonNullGraphType)
        {
            throw new InvalidVariableError(new ValidationContext { Document = options.Document }, input.Definition, name,
                "No value provided for a non-null variable.");
        }

        return variable;
    }

    private static void Coerce(OperationInputs inputs, in ValidationOptions options, Variables variables, ValidationResult result)
    {
        // A copy: GraphQL.NET adds to it when it merges fields.
        var arguments = new Dictionary<GraphQLField, IDictionary<string, ArgumentValue>>(inputs.FixedArguments);
        foreach (var (field, definitions) in inputs.Arguments)
            arguments.Add(field,
                ExecutionHelper.GetArguments(definitions, field.Arguments, variables, options.Document, field, null)!);
        result.ArgumentValues = arguments;

        if (inputs.Directives.Count == 0) return;
        var directives = new Dictionary<ASTNode, IDictionary<string, DirectiveInfo>>(inputs.Directives.Count);
        foreach (var node in inputs.Directives)
            if (ExecutionHelper.GetDirectives((IHasDirectivesNode)node, variables, options.Schema, options.Document) is { } found)
                directives.Add(node, found);
        result.DirectiveValues = directives;
    }
}
