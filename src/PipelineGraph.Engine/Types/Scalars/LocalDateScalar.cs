using System.Globalization;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>A calendar day without time or zone, only as <c>yyyy-MM-dd</c>.</summary>
public sealed class LocalDateScalar : TextScalar<DateOnly>
{
    public LocalDateScalar()
    {
        Name = "LocalDate";
        Description = "The `LocalDate` scalar type represents a ISO date string, represented as UTF-8 character"
            + " sequences YYYY-MM-DD. The scalar follows the specification defined in RFC3339";
    }

    protected override string Expected => "a day of the calendar, for example `2026-03-02`";

    protected override bool TryParse(ReadOnlySpan<char> text, out DateOnly value)
        => DateTimeParser.TryDate(text, out value);

    protected override string Format(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
