using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PipelineGraph.Server.Tests.Commands;

public class HealthTests
{
    [Fact]
    public async Task Readiness_turns_first_at_shutdown_while_requests_are_still_answered()
    {
        var clock = new FakeTimeProvider();
        await using var server = await RunningServer.StartAsync(settings: ["--Shutdown:Drain=00:00:05"],
            adjust: services => services.AddSingleton<TimeProvider>(clock));
        using var before = await server.Client.GetAsync("/health/ready");

        var stopping = server.App.StopAsync();
        using var ready = await server.Client.GetAsync("/health/ready");
        using var live = await server.Client.GetAsync("/health/live");
        clock.Advance(TimeSpan.FromSeconds(5));
        await stopping;

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
