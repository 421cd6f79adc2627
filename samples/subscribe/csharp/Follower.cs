using System.Net.WebSockets;
using System.Text.Json;

namespace Subscribe;

/// <summary>Follows a subscription from the stored cursor on, over as many connections as it takes.</summary>
/// <param name="handle">What to do with an event; its cursor is stored when this has completed.</param>
internal sealed class Follower(Settings settings, Func<JsonElement, Task> handle, Action<string> log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250), LongestWait = TimeSpan.FromSeconds(10);

    private int _failures;   // since the latest connection that the server took

    /// <summary>Runs until the server says that trying again is of no use.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        while (true)
        {
            try
            {
                await FollowAsync();
                log("complete");
            }
            catch (ClosedException closed) when (!closed.IsFinal)
            {
                log(closed.Message);
            }
            catch (Exception lost) when (lost is WebSocketException or IOException or OperationCanceledException)
            {
                log($"no connection: {lost.Message}");
            }
            catch (Exception refused) when (refused is RefusedException or ClosedException)
            {
                log(Explain(refused));
                return 1;
            }

            await Task.Delay(NextWait());
        }
    }

    private async Task FollowAsync()
    {
        using var socket = new GraphQLSocket();
        await socket.OpenAsync(settings.Url, await Settings.TokenAsync());
        _failures = 0;
        var after = settings.Cursor.Read() ?? await StartAsync(socket);

        await foreach (var message in socket.RunAsync(settings.Subscription, new { after }))
            await TakeAsync(message.TryGetProperty("payload", out var payload) ? payload : default);
    }

    /// <summary>The end of the log, stored at once: a crash before the first event must not lose it.</summary>
    private async Task<string> StartAsync(GraphQLSocket socket)
    {
        var latest = "";
        await foreach (var message in socket.RunAsync("{ latestEventCursor }"))
        {
            if (!message.GetProperty("type").ValueEquals("next")) continue;
            latest = message.GetProperty("payload").GetProperty("data").GetProperty("latestEventCursor").GetString()!;
        }

        settings.Cursor.Store(latest);
        return latest;
    }

    /// <summary>Takes an event, or the cursor of a ping: one that only rare events renew would get too old.</summary>
    private async Task TakeAsync(JsonElement payload)
    {
        if (payload.ValueKind is not JsonValueKind.Object) return;

        var told = payload;
        if (payload.TryGetProperty("data", out var data))
        {
            if (data.ValueKind is JsonValueKind.Null) throw new RefusedException(payload.GetProperty("errors"));
            told = data.EnumerateObject().First().Value;
            await handle(told);
        }

        if (told.TryGetProperty("cursor", out var cursor)) settings.Cursor.Store(cursor.GetString()!);
    }

    private TimeSpan NextWait()
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(_failures++, 10));
        return (wait < LongestWait ? wait : LongestWait) * (0.5 + Random.Shared.NextDouble() / 2);
    }

    private static string Explain(Exception refused)
        => refused is RefusedException expired && expired.Extension("code") is "EVENT_CURSOR_EXPIRED"
            ? "Events after the stored cursor have been removed. Read a fresh snapshot, delete the file and start "
                + $"again; or write {expired.Extension("oldestCursor")} into it, to go on behind the hole."
            : refused.Message;
}
