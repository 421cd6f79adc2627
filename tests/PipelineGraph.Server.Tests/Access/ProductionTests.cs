using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Access;

public sealed class ProductionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Settings of one issuer with a symmetric key, as ASP.NET Core reads them.</summary>
    internal static string[] Key(string issuer, byte[] secret) =>
    [
        $"--{BearerAuthentication.Section}:ValidIssuers:0={issuer}",
        $"--{BearerAuthentication.Section}:ValidAudiences:0={LocalTokens.Audience}",
        $"--{BearerAuthentication.Section}:SigningKeys:0:Issuer={issuer}",
        $"--{BearerAuthentication.Section}:SigningKeys:0:Value={Convert.ToBase64String(secret)}",
    ];

    [Fact]
    public async Task Production_without_authority_and_key_is_refused_and_makes_no_local_key()
    {
        var refused = await RefusalAsync([]);

        Assert.Contains($"{BearerAuthentication.Section}:Authority", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("local.key")));
    }

    [Fact]
    public async Task Production_with_an_authority_or_a_key_is_accepted()
    {
        foreach (var settings in new[]
        {
            [$"--{BearerAuthentication.Section}:Authority=https://login.example"],
            Key("https://login.example", RandomNumberGenerator.GetBytes(32)),
        })
        {
            await using var app = RunningServer.Build(_folder, "Production", settings);

            BearerAuthentication.Verify(app.Services);
        }
    }

    [Fact]
    public async Task Key_below_256_bits_is_refused()
    {
        var refused = await RefusalAsync(Key("https://login.example", RandomNumberGenerator.GetBytes(16)));

        Assert.Contains("128 bits", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SigningKeys:0:Value=not base64!")]
    [InlineData("RequireHttpsMetadata=perhaps")]
    public async Task Unreadable_setting_is_refused_with_the_name_of_its_section(string setting)
    {
        var refused = await RefusalAsync(
            [.. Key("https://login.example", new byte[32]), $"--{BearerAuthentication.Section}:{setting}"]);

        Assert.Contains(BearerAuthentication.Section, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_issues_no_tokens()
    {
        await using var app = RunningServer.Build(_folder, "Production", []);
        var tokens = app.Services.GetRequiredService<LocalTokens>();

        Assert.Throws<OperatorException>(
            () => tokens.Issue(new Caller("anna", null, [Role.Rep], null), TimeSpan.FromMinutes(1)));
        Assert.False(File.Exists(_folder.File("local.key")));
    }

    private async Task<OperatorException> RefusalAsync(string[] settings)
    {
        await using var app = RunningServer.Build(_folder, "Production", settings);
        return Assert.Throws<OperatorException>(() => BearerAuthentication.Verify(app.Services));
    }
}
