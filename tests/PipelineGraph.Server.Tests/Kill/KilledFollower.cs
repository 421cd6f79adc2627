using System.Text.Json;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Live;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>The JavaScript sample, killed and started again at random, always with the same cursor file.</summary>
internal sealed class KilledFollower(Uri endpoint, TestFolder folder, Random random)
{
    private const int LongestLifeMilliseconds = 2_000;

    private readonly List<(string[] Printed, string Stored)> _lives = [];

    /// <summary>How often it was killed.</summary>
    public int Kills => _lives.Count - 1;

    /// <summary>Lives and dies until there is no more to come, and then until its file has the last cursor.</summary>
    /// <param name="end">Completes with the last cursor.</param>
    public async Task RunAsync(Task<string> end)
    {
        while (!end.IsCompleted)
        {
            using var client = Sample.Start(Sample.JavaScript, endpoint, folder.Path);
            // Not a wait for something: the kill falls anywhere.
            await Task.Delay(random.Next(LongestLifeMilliseconds));
            await KillAsync(client);
        }

        var last = await end;
        using var survivor = Sample.Start(Sample.JavaScript, endpoint, folder.Path);
        await Until.TrueAsync(() => Stored() == last, () => $"{survivor.Errors}");
        await KillAsync(survivor);
    }

    /// <summary>The events that it has handled for the first time, in order; that they are all is asserted.</summary>
    /// <param name="doubles">How many it has handled once more.</param>
    public List<JsonElement> Handled(out int doubles)
    {
        var handled = new List<JsonElement>();   // the log has nothing else: the first is at place 1, and so on
        doubles = 0;
        for (var life = 0; life < _lives.Count; life++)
        {
            var before = 0L;
            foreach (var happened in _lives[life].Printed.Select(line => JsonSerializer.Deserialize<JsonElement>(line)))
            {
                var position = PositionOf(happened.GetProperty("cursor").GetString()!);
                Assert.True(position > before, $"Life {life}: {position} after {before}.");
                Assert.True(position <= handled.Count + 1, $"Life {life}: {position} after {handled.Count}, and {before} in it.");
                before = position;
                if (position > handled.Count)
                {
                    handled.Add(happened);
                    continue;
                }

                Assert.Equal(Identity(handled[(int)position - 1]), Identity(happened));
                doubles++;
            }

            var stored = PositionOf(_lives[life].Stored);
            Assert.True(stored <= handled.Count, $"Life {life}: stored {stored}, printed no more than {handled.Count}.");
        }

        return handled;
    }

    private static long PositionOf(string cursor)
        => cursor.Length == 0 ? 0
            : EventCursor.TryDecode(cursor, out var position) ? position : throw new FormatException(cursor);

    private string Stored() => File.ReadAllText(folder.File("cursor"));

    private static string Identity(JsonElement happened)
        => $"{happened.GetProperty("dealId")} {happened.GetProperty("dealVersion")}";

    private async Task KillAsync(ClientProcess client)
    {
        await client.KillAsync();
        _lives.Add((client.Output.Lines, Stored()));
    }
}
