using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>A client that moves a deal of its own around, one request at a time, and keeps the answers.</summary>
internal sealed class Mover(string token, string dealId, string[] stages, Random random)
{
    private const string Move =
        """
        mutation ($input: MoveDealInput!) { moveDeal(input: $input) {
          deal { version stage { id } } transition { id } errors { __typename } } }
        """;

    private const string Read =
        """
        query ($id: ID!, $last: Int) { dealById(id: $id) {
          version stage { id } transitions(last: $last) { id } } }
        """;

    private readonly List<(Request Request, string Answer)> _round = [];
    private string _stage = stages[0];
    private Request? _open;   // sent, and not answered

    public string DealId => dealId;

    /// <summary>Transitions that the server has acknowledged, in order.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>The deal's version as far as this client knows.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Moves until the server is gone.</summary>
    public async Task RunAsync(HttpClient server, Action acknowledged)
    {
        _round.Clear();
        while (true)
        {
            _open = Next();
            try
            {
                var (answer, _) = await SendAsync(server, _open);
                Take(_open, answer);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                return;
            }
            _open = null;
            acknowledged();
        }
    }

    /// <summary>Asks the next server what has become of the last round.</summary>
    public async Task CheckAsync(HttpClient server)
    {
        foreach (var (request, answer) in _round.Where(each => each.Request.Key is not null))
            Assert.Equal((answer, true), await SendAsync(server, request));
        if (_open is { } open) await SettleAsync(server, open);
        _open = null;

        var read = await ReadAsync(server);
        Assert.Equal(_stage, read.GetProperty("stage").GetProperty("id").GetString());
        Assert.Equal(Version, read.GetProperty("version").GetInt32());
        Assert.Subset(read.GetProperty("transitions").EnumerateArray()
            .Select(each => each.GetProperty("id").GetString()!).ToHashSet(),
            _round.Select(each => IdOf(each.Answer)).ToHashSet());
    }

    /// <summary>The move that was under way has happened or not; sent again with its key it happens once.</summary>
    private async Task SettleAsync(HttpClient server, Request open)
    {
        if (open.Key is not null)
        {
            var (first, _) = await SendAsync(server, open);
            Take(open, first);
            Assert.Equal((first, true), await SendAsync(server, open));
            return;
        }

        var read = await ReadAsync(server);
        if (read.GetProperty("version").GetInt32() == Version) return;
        Version++;
        _stage = open.ToStageId;
    }

    private Request Next()
    {
        var to = random.GetItems(stages.Where(stage => stage != _stage).ToArray(), 1)[0];
        var key = random.Next(2) == 0 ? Guid.NewGuid().ToString("N") : null;
        return new Request(to, key, JsonSerializer.Serialize(
            new { query = Move, variables = new { input = new { dealId, toStageId = to } } }));
    }

    private void Take(Request request, string answer)
    {
        Assert.Contains("\"errors\":null", answer);
        Acknowledged.Add(IdOf(answer));
        _round.Add((request, answer));
        _stage = request.ToStageId;
        Version++;
    }

    private async Task<(string Answer, bool IsReplayed)> SendAsync(HttpClient server, Request request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(request.Body, Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.Key is not null) message.Headers.Add("Idempotency-Key", request.Key);
        using var response = await server.SendAsync(message);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer);
        return (answer, response.Headers.Contains("Idempotency-Replayed"));
    }

    private async Task<JsonElement> ReadAsync(HttpClient server)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new
            {
                query = Read,
                variables = new { id = dealId, last = _round.Count + 1 },
            }),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.SendAsync(message);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetProperty("dealById");
    }

    private static string IdOf(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("data").GetProperty("moveDeal").GetProperty("transition").GetProperty("id")
            .GetString()!;
    }

    private sealed record Request(string ToStageId, string? Key, string Body);
}
