using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>Clients that hold connections by being slow, or send more than anybody needs.</summary>
public sealed class SlowClientTests
{
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task Headers_that_come_byte_by_byte_are_not_waited_for()
    {
        await using var server = await _issuer.StartAsync("--Limits:HeaderWait=00:00:01");
        using var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync("GET /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

        var lasted = await connection.DripAsync('a', TimeSpan.FromMilliseconds(50));

        Assert.InRange(lasted, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Body_that_never_comes_is_not_waited_for()
    {
        await using var server = await _issuer.StartAsync();
        using var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"Authorization: Bearer {_issuer.Token()}\r\nContent-Length: 1000\r\n\r\n{{");

        var answer = await connection.RestAsync();

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);   // no body
    }

    [Fact]
    public async Task Body_that_comes_byte_by_byte_is_not_waited_for()
    {
        await using var server = await _issuer.StartAsync();
        using var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"Authorization: Bearer {_issuer.Token()}\r\nContent-Length: 100000\r\n\r\n");

        var lasted = await connection.DripAsync(' ', TimeSpan.FromMilliseconds(50));

        Assert.InRange(lasted, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Connection_beyond_the_limit_is_closed_and_the_next_is_taken_when_one_has_ended()
    {
        await using var server = await _issuer.StartAsync("--Limits:Connections=2");
        using var first = await RawConnection.OpenAsync(server);
        var second = await RawConnection.OpenAsync(server);
        foreach (var taken in (RawConnection[])[first, second])
        {
            await taken.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await taken.AnswerAsync();   // it is counted, and stays open
        }
        using var third = await RawConnection.OpenAsync(server);

        var refused = await third.RestAsync();
        second.Dispose();
        var live = await LiveAsync(server);

        Assert.Equal("", refused);
        Assert.StartsWith("HTTP/1.1 200", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_or_too_long_headers_are_431()
    {
        await using var server = await _issuer.StartAsync();

        using var many = await server.SendAsync("GET", "/health/live",
            [.. Enumerable.Range(0, 101).Select(number => ($"X-{number}", "1"))]);
        using var large = await server.SendAsync("GET", "/health/live", ("X-Large", new string('a', 40_000)));

        Assert.All([many, large], answer
            => Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode));
    }

    [Fact]
    public async Task Settings_reach_the_server_that_listens()
    {
        using var folder = new TestFolder();
        await using var app = RunningServer.Build(folder, "Production",
        [
            "--Limits:Connections=11", "--Limits:HeaderWait=00:00:12", "--Limits:Headers=13", "--Limits:HeaderBytes=1400",
            "--Limits:BodyRate=15", "--Limits:Http2Streams=16",
        ]);

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(
            (11, TimeSpan.FromSeconds(12), 13, 1_400, 15, 16),
            (limits.MaxConcurrentConnections, limits.RequestHeadersTimeout, limits.MaxRequestHeaderCount,
                limits.MaxRequestHeadersTotalSize, limits.MinRequestBodyDataRate?.BytesPerSecond,
                limits.Http2.MaxStreamsPerConnection));
    }

    /// <summary>Until a connection is taken: the end of another is noticed a moment later.</summary>
    private static async Task<string> LiveAsync(RunningServer server)
    {
        while (true)
        {
            using var connection = await RawConnection.OpenAsync(server);
            try
            {
                await connection.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                if (await connection.RestAsync() is { Length: > 0 } answer) return answer;
            }
            catch (IOException)
            {
                // Closed before it could ask.
            }
        }
    }
}
