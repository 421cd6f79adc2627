using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Benchmarks;

/// <summary>The real server, with the rivals beside it: same process, same middleware, same authentication.</summary>
internal static class BenchmarkServer
{
    internal const string HandWritten = "/hand-written";
    internal const string Compiled = "/compiled";
    internal const string Cpu = "/cpu";

    internal static async Task RunAsync(string connectionString, string url)
    {
        await using var app = ServerHost.Build(
        [
            $"--ConnectionStrings:PipelineGraph={connectionString}", $"--urls={url}", "--environment=Development",
            "--Demo:Enabled=false", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.AspNetCore.HttpLogging=Warning"
        ]);
        var database = app.Services.GetRequiredService<PipelineDatabase>();
        app.MapPost(HandWritten, context => HandWrittenDeals.WriteAsync(context, connectionString));
        app.MapPost(Compiled, context => CompiledDeals.WriteAsync(context, database));
        app.MapPost(Cpu, context => context.Response.WriteAsync(
            Environment.CpuUsage.TotalTime.TotalMicroseconds.ToString(CultureInfo.InvariantCulture)));
        await app.RunAsync();
    }
}
