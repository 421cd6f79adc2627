using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>What a server in Production writes about requests, and that nobody else writes there.</summary>
public sealed class LogTests
{
    private readonly Issuer _issuer = new();

    [Theory]
    [InlineData("json")]
    [InlineData("line")]
    [InlineData("simple")]
    public async Task Requests_are_logged_each_on_its_line_and_without_anything_that_a_caller_says(string formatter)
    {
        using var folder = new TestFolder();
        await using var server = await ServedProcess.StartAsync(folder, [.. _issuer.Settings,
            "--Logging:LogLevel:Microsoft.AspNetCore.HttpLogging=Information",
            $"--Logging:Console:FormatterName={formatter}",
            "--Logging:Console:FormatterOptions:SingleLine=true"]);

        await RawAsync(server,
            "GET /first%0d%0awarn:%20forged%0a%1b[31mred%1b]0;title%07%e2%80%a8%c2%9b%e2%80%ae HTTP/1.1");
        await RawAsync(server, "GET /graphql?query={me{subject}}&access_token=Secret1 HTTP/1.1", "X-Note: Secret2");
        await RawAsync(server, "GET /nul%00 HTTP/1.1");
        const string Query = "query ($Secret3: ID!) { dealById(id: $Secret3) { title } }";
        await AskAsync(server, Query, new { Secret3 = "Secret4" });
        await server.StopAsync();

        var log = string.Join('\n', server.Lines);
        Assert.Contains("/graphql", log, StringComparison.Ordinal);
        Assert.Contains("401", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", log, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", log, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("warn: forged", StringComparison.Ordinal));
        Assert.DoesNotContain(log, character => character is not '\n' and (< ' ' or > '~'));
        var first = Assert.Single(server.Lines, line => line.Contains("/first", StringComparison.Ordinal));
        Assert.Contains("404", first, StringComparison.Ordinal);
        if (formatter == "json") Assert.All(server.Lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData("plain ~", "plain ~")]
    [InlineData("Zoë 漢 🙂", "Zoë 漢 🙂")]
    [InlineData("a\r\nb\nc\u2028d\u0085e", "a  b c d e")]
    [InlineData("\u001b[31m\u0000\u0007\t\u007f", "\\u{1B}[31m\\u{0}\\u{7}\\u{9}\\u{7F}")]
    [InlineData("\u202eabc\u200b\ufeff", "\\u{202E}abc\\u{200B}\\u{FEFF}")]
    public void Text_from_outside_is_one_line_without_anything_hidden(string text, string line)
        => Assert.Equal(line, LogText.Line(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half \ufffd half", LogText.Line("half \ud800 half"));

    [Fact]
    public void Long_text_is_cut() => Assert.Equal("abc…", LogText.Line("abcdef", 3));

    [Fact]
    public void Exceptions_stay_on_the_line_of_their_entry()
    {
        using var written = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Error, "Category", new EventId(7), "failed\nforged",
            new InvalidOperationException("bad \r\n\u001b[2J"), (state, _) => state);

        new LineFormatter().Write(entry, null, written);

        Assert.Equal(
            "fail: Category[7] failed forged System.InvalidOperationException: bad   \\u{1B}[2J" + Environment.NewLine,
            written.ToString());
    }

    private async Task AskAsync(ServedProcess server, string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Token());
        using var answer = await server.Client.SendAsync(request);
    }

    private static async Task RawAsync(ServedProcess server, string line, string header = "X: y")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        await client.GetStream().WriteAsync(
            Encoding.Latin1.GetBytes($"{line}\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        await reader.ReadToEndAsync();
    }
}
