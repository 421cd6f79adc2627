using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Limits;

namespace PipelineGraph.Server.Tests.Access;

public sealed class LimitSettingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Production", 6_000, 600_000)]
    [InlineData("Development", 0, 0)]
    public Task Callers_have_limits_a_minute_outside_Development(string environment, int requests, int cost)
        => LimitsAre(requests, cost, environment, []);

    [Fact]
    public Task Development_can_be_given_limits_too()
        => LimitsAre(100, 0, "Development", ["--Limits:RequestsPerMinute=100"]);

    [Theory]
    [InlineData("Production", IntrospectionAccess.Roles, "analyst,integration,admin")]
    [InlineData("Development", IntrospectionAccess.On, "")]
    public async Task Outside_Development_the_schema_is_told_to_some_roles(
        string environment, IntrospectionAccess access, string roles)
    {
        await using var app = RunningServer.Build(_folder, environment, []);

        var limits = app.Services.GetRequiredService<IOptions<LimitOptions>>().Value;

        Assert.Equal((access, roles), (limits.Introspection, limits.IntrospectionRoles));
    }

    private async Task LimitsAre(int requests, int cost, string environment, string[] settings)
    {
        await using var app = RunningServer.Build(_folder, environment, settings);

        var limits = app.Services.GetRequiredService<IOptions<LimitOptions>>().Value;

        Assert.Equal((requests, cost), (limits.RequestsPerMinute, limits.CostPerMinute));
    }
}
