using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Queries;

[Collection(DemoServer.Collection)]
public sealed class ViewerTests(DemoServer demo)
{
    [Theory]
    [InlineData("Rep", "REP", 0)]   // owns none
    [InlineData("Manager", "MANAGER", 300)]
    [InlineData("Analyst", "ANALYST", 300)]
    [InlineData("Integration", "INTEGRATION", 300)]
    [InlineData("Admin", "ADMIN", 300)]
    public async Task Me_shows_the_role_of_the_token_which_tells_what_deals_are_seen(string role, string shown, int deals)
    {
        var token = demo.Token(Enum.Parse<Role>(role));

        var data = await AskAsync(token, "{ me { subject roles salesRep { id } } deals { totalCount } }");

        var me = data.GetProperty("me");
        Assert.Equal("demo", me.GetProperty("subject").GetString());
        Assert.Equal(shown, Assert.Single(me.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("salesRep").ValueKind);
        Assert.InRange(data.GetProperty("deals").GetProperty("totalCount").GetInt32(), deals, deals + 3);
    }

    [Fact]
    public async Task Me_shows_the_sales_rep_that_the_subject_of_the_token_belongs_to()
    {
        await using var context = demo.Database.Lease();
        var rep = await context.SalesReps.AsNoTracking().OrderBy(rep => rep.Id).FirstAsync(rep => rep.Subject != null);

        var data = await AskAsync(demo.Token(Role.Rep, rep.Subject!), "{ me { salesRep { name } } }");

        Assert.Equal(rep.Name, data.GetProperty("me").GetProperty("salesRep").GetProperty("name").GetString());
    }

    [SkippableFact]
    public async Task Server_passes_61_of_61_audits_of_graphql_http()
    {
        Skip.IfNot(NodeClients.Available, "node and npm are not installed");
        var url = new Uri(demo.Running.Client.BaseAddress!, "/graphql").ToString();

        var output = await NodeClients.RunAsync("audit.mjs", url, demo.Token(Role.Analyst));
        var summary = JsonSerializer.Deserialize<JsonElement>(output);

        Assert.Equal("[]", summary.GetProperty("failed").GetRawText());
        Assert.Equal(61, summary.GetProperty("ok").GetInt32());
    }

    private async Task<JsonElement> AskAsync(string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = JsonContent.Create(new { query });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await demo.Running.Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }
}
