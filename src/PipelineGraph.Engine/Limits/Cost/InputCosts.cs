using System.Collections;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>A variable that holds input objects: what it weighs is known with its value.</summary>
internal readonly record struct OpenInput(string Variable, IGraphType Type);

/// <summary>What the fields of input objects weigh, alike in literals and in variables.</summary>
internal sealed class InputCosts(CostWeights weights)
{
    /// <summary>The fields that are written in a document.</summary>
    /// <param name="open">Takes the variables among them.</param>
    public double OfLiteral(IGraphType type, GraphQLValue value, List<OpenInput> open)
    {
        switch (value)
        {
            case GraphQLVariable variable when type.GetNamedType() is IInputObjectGraphType:
                open.Add(new(variable.Name.StringValue, type));
                return 0;
            case GraphQLListValue { Values: { } items }:
                return items.Sum(item => OfLiteral(type, item, open));
            case GraphQLObjectValue { Fields: { } fields } when type.GetNamedType() is IInputObjectGraphType input:
                return fields.Sum(field => input.GetField(field.Name.Value) is { ResolvedType: { } inner } known
                    ? weights.OfInput(known, inner) + OfLiteral(inner, field.Value, open)
                    : 0);
            default:
                return 0;
        }
    }

    /// <summary>The fields that came in a variable; whatever does not fit the type is refused later.</summary>
    public double OfGiven(IGraphType type, object? value)
    {
        switch (value)
        {
            case GraphQLValue literal:   // the variable's default
                return OfLiteral(type, literal, []);
            case IDictionary<string, object?> fields when type.GetNamedType() is IInputObjectGraphType input:
                var sum = 0.0;
                foreach (var (name, field) in fields)
                {
                    if (input.GetField(name) is not { ResolvedType: { } inner } known) continue;
                    sum += weights.OfInput(known, inner) + OfGiven(inner, field);
                }

                return sum;
            case IList items:
                return items.Cast<object?>().Sum(item => OfGiven(type, item));
            default:
                return 0;
        }
    }
}
