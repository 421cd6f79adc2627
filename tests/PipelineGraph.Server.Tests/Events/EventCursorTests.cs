using PipelineGraph.Server.Events;

namespace PipelineGraph.Server.Tests.Events;

public sealed class EventCursorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_234_567_890_123)]
    [InlineData(long.MaxValue)]
    public void Cursor_comes_back_as_its_position(long position)
    {
        var cursor = EventCursor.Encode(position);

        Assert.True(EventCursor.TryDecode(cursor, out var decoded));
        Assert.Equal(position, decoded);
        Assert.Matches("^[A-Za-z0-9_-]{12}$", cursor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("AQAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAB ")]
    [InlineData("AQAAAAAAAA==")]
    [InlineData("AgAAAAAAAAAB")]
    [InlineData("Af__________")]
    [InlineData("AQAAAAAAAAABAQAA")]
    [InlineData("ÄQAAAAAAAAAB")]
    public void Other_text_is_no_cursor(string text) => Assert.False(EventCursor.TryDecode(text, out _));
}
