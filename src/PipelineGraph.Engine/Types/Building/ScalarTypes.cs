using GraphQL.Types;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Types.Building;

/// <summary>The GraphQL type of each wire kind. A graph type belongs to one schema, so each schema has its own.</summary>
internal sealed class ScalarTypes
{
    private readonly Dictionary<WireKind, ScalarGraphType> _types = new()
    {
        [WireKind.Text] = new StringGraphType(),
        [WireKind.Int] = new IntGraphType(),
        [WireKind.Long] = new LongScalar(),
        [WireKind.Float] = new FloatScalar(),
        [WireKind.Boolean] = new BooleanGraphType(),
        [WireKind.DateTime] = new DateTimeScalar(),
        [WireKind.LocalDate] = new LocalDateScalar(),
        [WireKind.Decimal] = new DecimalScalar(),
        [WireKind.Id] = new IdGraphType()
    };

    internal ScalarGraphType this[WireKind wire] => _types[wire is WireKind.Money ? WireKind.Decimal : wire];
}
