using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Commands;
using PipelineGraph.Server.Data;

namespace PipelineGraph.Server.Tests.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Demo_command_fills_an_empty_database_once()
    {
        var first = await RunAsync("demo", "--deals", "12");
        var second = await RunAsync("demo", "--deals", "12");

        Assert.Equal((0, "12 demo deals created.", ""), first);
        Assert.Equal((1, "", "error: The database holds data already; demo data goes into an empty one only."), second);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    public async Task Demo_command_refuses_a_number_of_deals_that_is_none(string deals)
    {
        var (code, _, error) = await RunAsync("demo", "--deals", deals);

        Assert.Equal(2, code);
        Assert.Contains("--deals", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_start_in_development_has_a_demo_company_to_query()
    {
        await using var server = await RunningServer.StartAsync(settings: ["--Demo:Enabled=true"]);

        await using var context = server.App.Services.GetRequiredService<PipelineDatabase>().Lease();
        Assert.Equal(2_000, await context.Deals.CountAsync());
    }

    [Theory]
    [InlineData("Development", "--Demo:Enabled=false")]
    [InlineData("Staging", "--Demo:Enabled=true")]
    public async Task First_start_elsewhere_or_without_demo_data_is_empty(string environment, string setting)
    {
        await using var server = await RunningServer.StartAsync(environment, [setting]);

        await using var context = server.App.Services.GetRequiredService<PipelineDatabase>().Lease();
        Assert.False(await context.Pipelines.AnyAsync());
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. arguments, .. RunningServer.Settings(_folder)], output, error);
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }
}
