using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Tests.Data;

namespace PipelineGraph.Server.Tests.Hardening.Faults;

public sealed class PostgreSqlFaultTests : IDisposable
{
    private readonly Issuer _issuer = new();
    private readonly CapturedLogs _logs = new();

    public void Dispose() => _logs.Dispose();

    [SkippableFact]
    public async Task Database_server_that_is_down_is_told_to_nobody_and_used_again_when_it_is_back()
    {
        await using var database = await TestDatabase.PostgreSqlAsync();
        var settings = new NpgsqlConnectionStringBuilder(database.Database.Settings.ConnectionString);
        await using var proxy = new TcpProxy(settings.Host!, settings.Port);
        (settings.Host, settings.Port, settings.Timeout) = ("127.0.0.1", proxy.Port, 5);
        await using var server = await RunningServer.StartAsync("Production",
            [.. _issuer.Settings, "--Database:Provider=PostgreSql",
                $"--ConnectionStrings:PipelineGraph={settings.ConnectionString}"],
            services => services.AddSingleton<ILoggerProvider>(_logs));
        var token = _issuer.Token(Role.Admin);
        var (down, back) = (new Probe(server.Client, token), new Probe(server.Client, token));

        proxy.Fall();
        await down.AskAllAsync();
        proxy.Rise();
        await back.PostAsync("{ deals { totalCount } }", "application/json");   // the pool may hold a cut connection
        await back.PostAsync("{ deals { totalCount } }", "application/json");

        Assert.StartsWith("503", down.Answers[0], StringComparison.Ordinal);
        Assert.NotEmpty(down.TraceIds);
        down.AssertNothingTold($"{proxy.Port}", settings.Database!, settings.Username!);
        var log = string.Join('\n', _logs.Lines);
        Assert.All(down.TraceIds, id => Assert.Contains(id, log, StringComparison.Ordinal));
        Assert.Contains("\"totalCount\":0", back.Answers[1], StringComparison.Ordinal);
    }
}
