namespace PipelineGraph.Engine.Types.Fields;

/// <summary>How a scalar travels: its GraphQL type, its filter operations and the way it is written as JSON.</summary>
public enum WireKind
{
    Text,
    Int,
    Long,
    Float,
    Boolean,
    Enum,
    DateTime,
    LocalDate,

    /// <summary>A long count of 1/10,000 currency units, on the wire a Decimal.</summary>
    Money,
    Decimal,

    /// <summary>A Guid, on the wire the global id of the type that the field names.</summary>
    Id,

    /// <summary>A list of enum values computed from one column.</summary>
    EnumList
}
