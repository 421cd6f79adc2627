using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Tests.Validation;

internal sealed class AnyScalar : ScalarGraphType
{
    public AnyScalar() => Name = "Any";

    public override object? ParseLiteral(GraphQLValue value) => value.ToString();

    public override bool CanParseLiteral(GraphQLValue value) => true;

    public override object? ParseValue(object? value) => value;
}
