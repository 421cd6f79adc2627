using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Access;

public sealed class SignInTests : IDisposable
{
    private static readonly Caller Anna = new("anna", "Anna", [Role.Rep, Role.Manager], "north");
    private readonly TestFolder _folder = new();
    private readonly WebApplication _app;

    public SignInTests() => _app = RunningServer.Build(_folder, "Development", []);

    private LocalKey Key => _app.Services.GetRequiredService<LocalKey>();

    public void Dispose()
    {
        ((IDisposable)_app).Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Issued_token_signs_in_the_caller_it_was_issued_to()
    {
        var token = IssuedAgo(TimeSpan.Zero);

        var result = await SignInAsync(_app, token);

        var caller = Caller.From(result.Principal!);
        Assert.Equal((Anna.Subject, Anna.Name, Anna.Team), (caller.Subject, caller.Name, caller.Team));
        Assert.Equal(Anna.Roles, caller.Roles);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(45, false)]
    public async Task Token_is_accepted_until_30_seconds_after_it_expired(int secondsAfterExpiry, bool isAccepted)
    {
        var token = IssuedAgo(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(secondsAfterExpiry));

        var result = await SignInAsync(_app, token);

        Assert.Equal(isAccepted, result.Succeeded);
    }

    [Fact]
    public async Task Token_of_the_future_is_refused()
    {
        var result = await SignInAsync(_app, IssuedAgo(TimeSpan.FromMinutes(-2)));

        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task Token_with_a_changed_payload_is_refused()
    {
        var parts = IssuedAgo(TimeSpan.Zero).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("\"manager\"", "\"admin\"", StringComparison.Ordinal);

        var result = await SignInAsync(_app, $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}");

        Assert.False(result.Succeeded);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    public async Task Token_without_a_signature_is_refused(string algorithm)
    {
        var payload = IssuedAgo(TimeSpan.Zero).Split('.')[1];
        var header = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""");

        var result = await SignInAsync(_app, $"{header}.{payload}.");

        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task Token_of_another_key_is_refused_even_under_the_same_key_id()
    {
        var other = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64)) { KeyId = Key.Key.KeyId };

        var result = await SignInAsync(_app, Sign(other, LocalTokens.Issuer, "anna"));

        Assert.False(result.Succeeded);
    }

    [Theory]
    [InlineData("someone-else", "anna")]
    [InlineData(LocalTokens.Issuer, null)]
    [InlineData(LocalTokens.Issuer, "")]
    public async Task Token_of_another_issuer_or_without_a_subject_is_refused(string issuer, string? subject)
    {
        var result = await SignInAsync(_app, Sign(Key.Key, issuer, subject));

        Assert.False(result.Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    public async Task Text_that_is_no_token_is_refused(string text)
    {
        var result = await SignInAsync(_app, text);

        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task Production_accepts_tokens_of_its_configured_key_and_never_those_of_the_local_key()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await using var production = RunningServer.Build(_folder, "Production", ProductionTests.Key("https://login.example", secret));
        var configured = Sign(new SymmetricSecurityKey(secret), "https://login.example", "anna");

        var accepted = await SignInAsync(production, configured);
        var refused = await SignInAsync(production, IssuedAgo(TimeSpan.Zero));
        var pretended = await SignInAsync(production, Sign(Key.Key, "https://login.example", "anna"));

        Assert.Null(accepted.Failure);
        Assert.False(refused.Succeeded);
        Assert.False(pretended.Succeeded);
    }

    private static async Task<AuthenticateResult> SignInAsync(WebApplication app, string token)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Authorization = $"Bearer {token}";
        return await context.AuthenticateAsync();
    }

    private string IssuedAgo(TimeSpan age)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow - age);
        return new LocalTokens(Key, _app.Services.GetRequiredService<IHostEnvironment>(), clock).Issue(Anna, TimeSpan.FromMinutes(5));
    }

    private static string Sign(SecurityKey key, string issuer, string? subject)
        => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = LocalTokens.Audience,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = subject is null ? null : new Dictionary<string, object> { ["sub"] = subject },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
}
