using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Hosting;

namespace PipelineGraph.Server.Tests.Hardening.Tokens;

/// <summary>Keys change while the server runs.</summary>
public sealed class KeyRotationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task New_key_of_the_authority_is_accepted_and_a_withdrawn_one_refused_after_a_look_at_its_keys()
    {
        using RSA first = RSA.Create(2048), second = RSA.Create(2048);
        await using var authority = await Authority.StartAsync();
        authority.Publish("first", new RsaSecurityKey(first));
        await using var server = await RunningServer.StartAsync("Production",
            [.. authority.Settings, $"--{BearerAuthentication.Section}:RefreshInterval=00:00:01"]);
        var (old, next) = (SigningParty.Of(first, "first").Token(), SigningParty.Of(second, "second").Token());
        Assert.Equal(HttpStatusCode.OK, await server.OverHttpAsync(old));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.OverHttpAsync(next));

        authority.Publish("second", new RsaSecurityKey(second));
        authority.Withdraw("first");

        await UntilAsync(() => server.OverHttpAsync(next), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await server.OverHttpAsync(old));
        Assert.Equal((0, 4403), (await server.OverSocketAsync(next), await server.OverSocketAsync(old)));
    }

    [Fact]
    public async Task Edited_file_of_settings_changes_the_keys_and_faulty_ones_leave_those_before()
    {
        using var folder = new TestFolder();
        using var logs = new CapturedLogs();
        var (first, second) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        Write(folder, first);
        await using var app = RunningServer.Build(folder, "Production", [$"--contentRoot={folder.Path}"],
            services => services.AddSingleton<ILoggerProvider>(logs));
        await ServerStart.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, first));

        Write(folder, second);
        await UntilAsync(() => AskAsync(client, second), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, first));

        foreach (var faulty in (string[])["c2hvcnQ=", "no base64!", ""])
        {
            var seen = Refused();
            Write(folder, faulty);
            await UntilAsync(() => Task.FromResult(Refused() > seen), true);
            Assert.Equal(HttpStatusCode.OK, await AskAsync(client, second));
        }

        Write(folder, first);
        await UntilAsync(() => AskAsync(client, first), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, second));
        await app.StopAsync();

        int Refused() => logs.Lines.Count(line => line.Contains("are not used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("00:10:00", 10)]
    public async Task How_often_the_authority_is_asked_for_its_keys_can_be_set(string? setting, int minutes)
    {
        using var folder = new TestFolder();
        string[] settings = [$"--{BearerAuthentication.Section}:Authority=https://login.example",
            .. setting is null ? [] : (string[])[$"--{BearerAuthentication.Section}:AutomaticRefreshInterval={setting}"]];
        await using var app = RunningServer.Build(folder, "Production", settings);

        var options = app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("Bearer");
        var manager = Assert.IsAssignableFrom<BaseConfigurationManager>(options.ConfigurationManager);

        Assert.Equal(TimeSpan.FromMinutes(minutes), manager.AutomaticRefreshInterval);
    }

    private static void Write(TestFolder folder, byte[] secret) => Write(folder, Convert.ToBase64String(secret));

    /// <summary>As careful editors do: the file is never seen half written.</summary>
    private static void Write(TestFolder folder, string value)
    {
        var bearer = new
        {
            ValidIssuers = new[] { Issuer.Name },
            ValidAudiences = new[] { LocalTokens.Audience },
            SigningKeys = new[] { new { Issuer = Issuer.Name, Value = value } },
        };
        var settings = new { Authentication = new { Schemes = new { Bearer = bearer } } };
        File.WriteAllText(folder.File("new.json"), JsonSerializer.Serialize(settings));
        File.Move(folder.File("new.json"), folder.File("appsettings.Production.json"), overwrite: true);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, byte[] secret)
    {
        using var request = Mutations.Office.Request("{ me { subject } }", null, SigningParty.Hmac(secret).Token());
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    // The file and the authority are looked at in their own time.
    private static async Task UntilAsync<T>(Func<Task<T>> read, T expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!Equals(await read(), expected))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"It did not become {expected}.");
            await Task.Delay(50);
        }
    }
}
