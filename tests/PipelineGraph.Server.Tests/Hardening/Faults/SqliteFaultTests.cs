using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Hardening.Faults;

/// <summary>What callers learn when the database fails: nothing but an id that the log has too.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly Issuer _issuer = new();
    private readonly TestFolder _folder = new();
    private readonly CapturedLogs _logs = new();

    private string File => _folder.File("orders.db");

    public void Dispose()
    {
        _logs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task None_for_comparison()
    {
        await using var server = await StartAsync();

        var probe = await ProbedAsync(server);

        Assert.All(probe.Answers, answer => Assert.DoesNotContain("\"message\":", answer, StringComparison.Ordinal));
        probe.AssertNothingTold(_folder.Path, "orders");
    }

    [Fact]
    public async Task File_that_is_overwritten()
    {
        await using var server = await StartAsync();

        Overwrite(File);
        Overwrite(File + "-wal");
        var probe = await ProbedAsync(server);

        AssertMasked(probe);
    }

    [Fact]
    public async Task File_that_is_gone_with_an_empty_one_in_its_place()
    {
        await using (await StartAsync()) { }
        await using var server = await StartAsync(
            $"--ConnectionStrings:PipelineGraph=Data Source={File};Pooling=False");

        foreach (var path in Directory.GetFiles(_folder.Path)) System.IO.File.Delete(path);
        var probe = await ProbedAsync(server);

        probe.AssertNothingTold(_folder.Path, "orders");
    }

    [Fact]
    public async Task File_that_refuses_to_be_written()
    {
        await using var server = await StartAsync();
        await using var database = new SqliteConnection($"Data Source={File};Pooling=False");
        await database.OpenAsync();
        await using var guard = database.CreateCommand();
        guard.CommandText = """
            CREATE TRIGGER "Guard" BEFORE INSERT ON "Accounts" BEGIN SELECT RAISE(ABORT, 'secret of orders'); END
            """;
        await guard.ExecuteNonQueryAsync();

        var probe = await ProbedAsync(server);

        AssertMasked(probe);
        Assert.Contains(probe.Answers, answer => answer.Contains("\"totalCount\":0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_that_another_process_keeps_locked()
    {
        await using var server = await StartAsync("--Limits:ExecutionTimeout=00:00:01",
            $"--ConnectionStrings:PipelineGraph=Data Source={File};Default Timeout=1");
        await using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync();
        await using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        await hold.ExecuteNonQueryAsync();

        var probe = await ProbedAsync(server);
        hold.CommandText = "ROLLBACK";
        await hold.ExecuteNonQueryAsync();
        using var later = await CreateAsync(server);

        probe.AssertNothingTold(_folder.Path, "orders");
        Assert.Contains(probe.Answers, answer => answer.Contains("\"createAccount\":null", StringComparison.Ordinal)
            || answer.Contains("\"data\":null", StringComparison.Ordinal));
        Assert.Contains("\"name\":\"Acme\"", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Disk_that_is_full()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no limits of a file's size.");
        await using var server = await ServedProcess.StartAsync(
            _folder, _issuer.Settings, before: "trap '' XFSZ; ulimit -f 2048");
        var probe = new Probe(server.Client, _issuer.Token(Role.Admin));

        var create = $$"""
            mutation { createAccount(input: { name: "{{new string('a', 190)}}" }) { account { name } } }
            """;
        for (var i = 0; probe.TraceIds.Count == 0 && i < 2_000; i++) await probe.PostAsync(create, "application/json");
        await probe.AskAllAsync();
        await server.StopAsync();

        Assert.NotEmpty(probe.TraceIds);
        probe.AssertNothingTold(_folder.Path);
        var log = string.Join('\n', server.Lines);
        Assert.All(probe.TraceIds, id => Assert.Contains(id, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callers_who_leave_are_no_errors()
    {
        await using var server = await StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Token());
        const string Query = "/graphql?query={deals{totalCount nodes{title stage{name}}}}";

        for (var i = 0; i < 30; i++)
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(i));
            try
            {
                await server.Client.GetAsync(Query, leaving.Token);
            }
            catch (OperationCanceledException)
            {
                // As it was meant.
            }
        }

        using var later = await server.AskAsync(_issuer.Token());
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Empty(_logs.Lines);
    }

    private static void Overwrite(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write([.. Enumerable.Repeat((byte)0x5A, (int)file.Length)]);
    }

    private async Task<Probe> ProbedAsync(RunningServer server)
    {
        var probe = new Probe(server.Client, _issuer.Token(Role.Admin));
        await probe.AskAllAsync();
        return probe;
    }

    private void AssertMasked(Probe probe)
    {
        Assert.NotEmpty(probe.TraceIds);
        probe.AssertNothingTold(_folder.Path, "orders");
        var log = string.Join('\n', _logs.Lines);
        Assert.All(probe.TraceIds, id => Assert.Contains(id, log, StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> CreateAsync(RunningServer server) => server.AskAsync(_issuer.Token(Role.Admin),
        """mutation { createAccount(input: { name: "Acme" }) { account { name } } }""");

    private Task<RunningServer> StartAsync(params string[] settings) => RunningServer.StartAsync("Production",
        [.. _issuer.Settings, $"--ConnectionStrings:PipelineGraph=Data Source={File}", .. settings],
        services => services.AddSingleton<ILoggerProvider>(_logs));
}
