using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Races;

/// <summary>What the log says of races and of failures.</summary>
public sealed class RaceLogTests
{
    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Lost_races_are_no_errors_in_the_log_and_failures_are(string provider)
    {
        await using var cluster = await Cluster.OpenAsync(provider, servers: 2);
        var troubles = cluster.Servers.ConvertAll(server =>
        {
            var logged = new LoggedTroubles();
            server.Services.GetRequiredService<ILoggerFactory>().AddProvider(logged);
            return logged;
        });
        var line = await cluster.First.PlainPipelineAsync("FREE");
        var deal = await cluster.First.DealAsync(line);

        await cluster.CrowdAsync(40, (office, i) => office.CallAsync("moveDeal",
            new { dealId = deal, toStageId = line["B"], expectedVersion = 1 }, subject: $"caller {i}"));
        await cluster.CrowdAsync(40, (office, i) => office.CallAsync("createAccount",
            new { name = "Acme", externalId = $"A-{i / 4}" }, "account { id }"));

        Assert.Empty(troubles.SelectMany(each => each.Lines).Distinct());

        await using (var context = cluster.First.Database.Lease())
            await context.Database.ExecuteSqlRawAsync("""ALTER TABLE "Accounts" RENAME TO "Gone" """);
        await cluster.First.CallAsync("createAccount", new { name = "Acme" }, "account { id }");

        Assert.Contains(troubles[0].Lines, line => line.EndsWith("SaveChangesFailed", StringComparison.Ordinal));
        if (provider == "PostgreSql")   // on SQLite rows are not written by EF Core's commands
            Assert.Contains(troubles[0].Lines, line => line.EndsWith("CommandError", StringComparison.Ordinal));
    }
}
