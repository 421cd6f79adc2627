using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.Audit;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>What one server counts as refused, by code and transport.</summary>
internal sealed class RefusalCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = [];

    public RefusalCounts(RunningServer server)
    {
        var factory = server.App.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RefusalAudit.MeterName && instrument.Meter.Scope == factory
                && instrument.Name == RefusalAudit.CounterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _)
            => _counts.AddOrUpdate(Text(tags), count, (_, before) => before + count));
        _listener.Start();
    }

    public string All
        => string.Join(", ", _counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));

    public void Dispose() => _listener.Dispose();

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key).Select(tag => tag.Value));
}
