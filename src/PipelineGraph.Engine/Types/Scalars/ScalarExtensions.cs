using GraphQL.Types;

namespace PipelineGraph.Engine.Types.Scalars;

public static class ScalarExtensions
{
    /// <summary>Maps .NET types to Hot Chocolate's scalars instead of GraphQL.NET's.</summary>
    public static void RegisterHotChocolateScalars(this ISchema schema)
    {
        schema.RegisterTypeMapping(typeof(DateTime), typeof(DateTimeScalar));
        schema.RegisterTypeMapping(typeof(DateOnly), typeof(LocalDateScalar));
        schema.RegisterTypeMapping(typeof(decimal), typeof(DecimalScalar));
        schema.RegisterTypeMapping(typeof(long), typeof(LongScalar));
    }
}
