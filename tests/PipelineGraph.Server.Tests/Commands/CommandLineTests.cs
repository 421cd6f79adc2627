using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--bogus")]
    [InlineData("serve --bogus=1")]
    [InlineData("serve extra")]
    [InlineData("token")]
    [InlineData("token --role boss")]
    [InlineData("token --role rep --minutes 0")]
    [InlineData("token --role rep --minutes soon")]
    [InlineData("token --role rep --minutes")]
    [InlineData("health --url")]
    [InlineData("health --url nowhere")]
    public async Task Misuse_prints_usage_on_standard_error_and_exits_with_2(string arguments)
    {
        var (code, output, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("token --help")]
    public async Task Help_goes_to_standard_output_and_exits_with_0(string arguments)
    {
        var (code, output, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_prints_the_token_and_nothing_else()
    {
        var (code, output, error) = await RunAsync(["token", "--role", "rep", "--environment=Development"]);

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Matches(@"^[\w-]+\.[\w-]+\.[\w-]+\n$", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Token_in_Production_is_one_clear_line_and_exits_with_1()
    {
        var (code, output, error) = await RunAsync(["token", "--role", "rep", "--environment=Production"]);

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith("error: Production issues no tokens", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Serve_in_Production_without_a_key_is_one_clear_line_and_exits_with_1()
    {
        var (code, output, error) = await RunAsync(["--environment=Production", "--urls=http://127.0.0.1:0"]);

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith("error: Nobody could sign in", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Health_of_a_ready_server_exits_with_0_and_of_none_with_1()
    {
        string url;
        await using (var server = await RunningServer.StartAsync())
        {
            url = server.Client.BaseAddress!.ToString();

            var (ready, output, _) = await RunAsync(["health", "--url", url, "--environment=Development"]);

            Assert.Equal(0, ready);
            Assert.Equal("Healthy", output.Trim());
        }

        var (gone, _, error) = await RunAsync(["health", "--url", url]);

        Assert.Equal(1, gone);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        // A command that should have ended and serves instead must fail its test, not hang it.
        var code = await CommandLine.RunAsync([.. arguments, .. RunningServer.Settings(_folder)], output, error)
            .WaitAsync(TimeSpan.FromMinutes(2));
        return (code, output.ToString(), error.ToString());
    }
}
