using System.Text.Json;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Tests.Live;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>The JavaScript sample, killed and started again at random, always with the same file for its cursor.</summary>
internal sealed class KilledFollower(Uri endpoint, TestFolder folder, Random random)
{
    private const int LongestLifeMilliseconds = 2_000;

    private readonly List<string[]> _lives = [];

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
        await Until.TrueAsync(() => File.ReadAllText(folder.File("cursor")) == last, () => $"{survivor.Errors}");
        await KillAsync(survivor);
    }

    /// <summary>The events that it has handled for the first time, in order.</summary>
    /// <param name="doubles">How many it has handled once more.</param>
    public List<JsonElement> Handled(out int doubles)
    {
        var known = new Dictionary<long, string>();
        var handled = new List<JsonElement>();
        (doubles, var newest) = (0, -1L);
        foreach (var life in _lives)
        {
            var before = -1L;
            foreach (var line in life)
            {
                var happened = JsonSerializer.Deserialize<JsonElement>(line);
                Assert.True(EventCursor.TryDecode(happened.GetProperty("cursor").GetString()!, out var position));
                Assert.True(position > before, "The log's order was not kept.");
                before = position;
                if (position > newest)
                {
                    known[newest = position] = Identity(happened);
                    handled.Add(happened);
                    continue;
                }

                Assert.Equal(known[position], Identity(happened));   // behind the newest there is nothing that is new
                doubles++;
            }
        }

        return handled;
    }

    private static string Identity(JsonElement happened)
        => $"{happened.GetProperty("dealId")} {happened.GetProperty("dealVersion")}";

    private async Task KillAsync(ClientProcess client)
    {
        await client.KillAsync();
        _lives.Add(client.Output.Lines);
    }
}
