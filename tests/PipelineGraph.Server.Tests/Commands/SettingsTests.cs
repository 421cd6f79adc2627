using PipelineGraph.Server.Commands;

namespace PipelineGraph.Server.Tests.Commands;

public class SettingsTests
{
    [Theory]
    [InlineData("--Limits:Depth=3 serve", "--Limits:Depth=3", "serve")]
    [InlineData("serve --Limits:Depth 3", "--Limits:Depth=3", "serve")]
    [InlineData("--urls http://127.0.0.1:1 --environment=Development", "--urls=http://127.0.0.1:1 --environment=Development", "")]
    [InlineData("--Authentication:Schemes:Bearer:ValidIssuers:0=a=b", "--Authentication:Schemes:Bearer:ValidIssuers:0=a=b", "")]
    [InlineData("token --role rep --name=A:B", "", "token --role rep --name=A:B")]
    [InlineData("--depth=3", "", "--depth=3")]
    [InlineData("--Limits:Depth", "", "--Limits:Depth")]
    [InlineData("--urlsy=x", "", "--urlsy=x")]
    public void Settings_are_parted_from_commands(string arguments, string settings, string words)
    {
        var split = Settings.Split(arguments.Split(' '));

        Assert.Equal(settings, string.Join(' ', split.Settings));
        Assert.Equal(words, string.Join(' ', split.Words));
    }
}
