using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Types.Scalars;

/// <summary>An instant: UTC with three fraction digits on output; date, time and offset on input.</summary>
/// <remarks>Input is truncated to milliseconds, as stored; the result has <see cref="DateTimeKind.Utc"/>.</remarks>
public sealed class DateTimeScalar : TextScalar<DateTime>
{
    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "The `DateTime` scalar represents an ISO-8601 compliant date time type.";
        this.SpecifiedBy("https://www.graphql-scalars.com/date-time");
    }

    protected override string Expected => "date, time and offset, for example `2026-03-02T09:00:00.000Z`";

    protected override bool TryParse(ReadOnlySpan<char> text, out DateTime value)
        => DateTimeParser.TryParse(text, out value);

    protected override string Format(DateTime value)
        => string.Create(WireFormat.DateTimeLength, value, static (text, instant) =>
        {
            Span<byte> utf8 = stackalloc byte[WireFormat.DateTimeLength];
            WireFormat.WriteDateTime(utf8, instant);
            System.Text.Ascii.ToUtf16(utf8, text, out _);
        });

    /// <summary>UTC, whole milliseconds. Unspecified is the kind that a database gives back: those are UTC.</summary>
    protected override DateTime Normalize(DateTime value)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        return new DateTime(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }
}
