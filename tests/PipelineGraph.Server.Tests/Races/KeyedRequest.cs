using System.Net;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="IsReplayed">Whether the header said so.</param>
internal sealed record KeyedAnswer(HttpStatusCode Status, string Body, bool IsReplayed);

/// <summary>A request that can be sent again under its idempotency key.</summary>
internal sealed record KeyedRequest(string Query, object Variables, string Key, string Subject = "integrator")
{
    public static KeyedRequest Move(string dealId, string toStageId, string key, string subject = "integrator")
        => new(Office.Text("moveDeal", "deal { id version stage { name } } transition { id effectiveAt }"),
            new { input = new { dealId, toStageId, expectedVersion = 1 } }, key, subject);

    public async Task<KeyedAnswer> SendAsync(Office office)
    {
        using var request = Office.Request(Query, Variables, office.TokenOf(Role.Admin, Subject));
        request.Headers.Add("Idempotency-Key", Key);
        using var response = await office.Client.SendAsync(request);
        return new KeyedAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.TryGetValues("Idempotency-Replayed", out var replayed) && replayed.Single() == "true");
    }
}
