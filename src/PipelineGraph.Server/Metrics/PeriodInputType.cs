using GraphQL.Types;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Server.Metrics;

/// <summary>`PeriodInput`, as queries of figures take it.</summary>
internal sealed class PeriodInputType : InputObjectGraphType
{
    public PeriodInputType()
    {
        Name = "PeriodInput";
        Description = "A stretch of time [from, to).";
        AddField(Instant("from", "Its first instant."));
        AddField(Instant("to", "Its end, which does not belong to it."));
    }

    /// <summary>The argument's value; null when it was left out.</summary>
    public static Period? Of(object? value) => value is IDictionary<string, object?> period
        ? new Period((DateTime)period["from"]!, (DateTime)period["to"]!)
        : null;

    private static FieldType Instant(string name, string description) => new()
    {
        Name = name,
        Description = description,
        ResolvedType = new NonNullGraphType(new GraphQLTypeReference("DateTime")),
    };
}
