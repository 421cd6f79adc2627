using PipelineGraph.Server.Access;
using static PipelineGraph.Server.Tests.Live.Sample;

namespace PipelineGraph.Server.Tests.Live;

/// <summary>The samples go on by themselves after everything that a server closes a connection for.</summary>
public sealed class SampleTests
{
    /// <summary>Twenty times a reason of 2,000 characters: soon more than buffers on the way hold.</summary>
    private static readonly string Heavy = $$"""
        subscription Heavy($after: String) { onDealStageChanged(after: $after) { cursor dealVersion {{string.Join(' ',
            Enumerable.Range(1, 20).Select(i => $"t{i}: transition {{ reason }}"))}} } }
        """;

    [SkippableTheory]
    [InlineData(JavaScript)]
    [InlineData(CSharp)]
    [InlineData(Curl)]
    public async Task Sample_goes_on_after_a_shutdown_of_the_server(string sample)
    {
        SkipWithout(sample);
        await using var server = await LiveServer.StartAsync();
        using var client = await StartAsync(server, sample);
        await server.MoveAsync(3);
        await client.PrintsAsync(3);

        await server.RestartAsync();
        await server.MoveAsync(3);
        await client.PrintsAsync(6);

        AssertVersions(client, 2, 7);
        await client.SaysAsync(sample is Curl ? "closed" : "closed: 1001 The server is shutting down");
    }

    [SkippableTheory]
    [InlineData(JavaScript)]
    [InlineData(CSharp)]
    [InlineData(Curl)]
    public async Task Sample_goes_on_with_a_new_token_after_its_own_has_expired(string sample)
    {
        SkipWithout(sample);
        await using var server = await LiveServer.StartAsync("--Limits:ClockSkew=00:00:00");
        using var client = await StartAsync(server, sample, TimeSpan.FromSeconds(4));
        await server.MoveAsync(3);
        await client.PrintsAsync(3);
        await GiveTokenAsync(server, TimeSpan.FromHours(1));
        await client.SaysAsync(sample is Curl ? "closed" : "closed: 4403 Forbidden: the token has expired");

        await server.MoveAsync(3);
        await client.PrintsAsync(6);

        AssertVersions(client, 2, 7);
    }

    [SkippableTheory]
    [InlineData(JavaScript)]
    [InlineData(CSharp)]
    public async Task Sample_that_was_too_slow_comes_back_and_has_missed_nothing(string sample)
    {
        const int Moves = 250;
        SkipWithout(sample);
        await using var server = await LiveServer.StartAsync("--Limits:WaitingEvents=10");
        var subscription = Path.Combine(server.Folder, "heavy.graphql");
        await File.WriteAllTextAsync(subscription, Heavy);
        using var client = await StartAsync(server, sample, subscription: subscription);
        await server.MoveAsync(3);
        await client.PrintsAsync(3);

        await client.PauseAsync();
        await server.MoveAsync(Moves, new string('r', 2_000));
        await client.ResumeAsync();
        await client.SaysAsync("closed: 1013 Try again later, after the last cursor");
        await client.PrintsAsync(3 + Moves);

        AssertVersions(client, 2, 4 + Moves);
    }

    [SkippableTheory]
    [InlineData(JavaScript)]
    [InlineData(CSharp)]
    [InlineData(Curl)]
    public async Task Sample_that_was_killed_goes_on_where_it_stopped(string sample)
    {
        SkipWithout(sample);
        await using var server = await LiveServer.StartAsync();
        using (var first = await StartAsync(server, sample))
        {
            await server.MoveAsync(3);
            await first.PrintsAsync(3);
            await StoredAsync(server, first);
            await first.KillAsync();
        }

        await server.MoveAsync(2);
        using var second = Start(sample, server.Socket, server.Folder);
        await second.PrintsAsync(2);
        await server.MoveAsync(1);
        await second.PrintsAsync(3);

        AssertVersions(second, 5, 7);
    }

    [SkippableTheory]
    [InlineData(JavaScript)]
    [InlineData(CSharp)]
    [InlineData(Curl)]
    public async Task Sample_whose_output_nobody_reads_stores_no_cursor_of_what_it_has_not_printed(string sample)
    {
        const int Moves = 600;   // lines of more than the 64 KiB that a pipe holds
        SkipWithout(sample);
        await using var server = await LiveServer.StartAsync();
        using var other = await StartAsync(server, sample);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "stored"), server.Start);
        using var client = StartUnread(sample, server.Socket, server.Folder, cursor: "stored");

        await server.MoveAsync(Moves);
        await other.PrintsAsync(Moves);   // all of it has been there to be handled
        await client.KillAsync();

        var stored = (await File.ReadAllTextAsync(Path.Combine(server.Folder, "stored"))).Trim();
        var printed = client.Output.Lines.Select(line => EventOf(line).GetProperty("cursor").GetString());
        Assert.Contains(stored, printed);
        AssertVersions(client, 2, 1 + client.Output.Lines.Length);
    }

    /// <summary>Begins with what comes next, which is sure when there is a cursor.</summary>
    private static async Task<ClientProcess> StartAsync(
        LiveServer server, string sample, TimeSpan? tokenLifetime = null, string? subscription = null)
    {
        await GiveTokenAsync(server, tokenLifetime);
        var client = Start(sample, server.Socket, server.Folder, subscription);
        await Until.TrueAsync(() => File.Exists(Path.Combine(server.Folder, "cursor")), () => $"{client.Errors}");
        return client;
    }

    private static Task GiveTokenAsync(LiveServer server, TimeSpan? lifetime)
        => File.WriteAllTextAsync(Path.Combine(server.Folder, "token"), server.Token(Role.Integration, lifetime));

    /// <summary>Waits until the cursor of the last printed event is on disk.</summary>
    private static Task StoredAsync(LiveServer server, ClientProcess client)
    {
        var cursor = EventOf(client.Output.Lines[^1]).GetProperty("cursor").GetString();
        return Until.TrueAsync(
            () => File.ReadAllText(Path.Combine(server.Folder, "cursor")).Trim() == cursor, () => $"{client.Errors}");
    }

    private static void AssertVersions(ClientProcess client, int first, int last)
        => Assert.Equal(Enumerable.Range(first, last - first + 1),
            client.Output.Lines.Select(line => EventOf(line).GetProperty("dealVersion").GetInt32()));
}
