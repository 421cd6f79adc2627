using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PipelineGraph.Domain;

namespace PipelineGraph.Server.Data;

/// <summary>UTC instants as whole milliseconds since 1970, which SQLite compares and subtracts exactly.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTime, long>(
        instant => Instants.ToUnixMilliseconds(instant), milliseconds => Instants.FromUnixMilliseconds(milliseconds));

/// <summary>UTC instants without what lies below a millisecond: what SQLite would compare.</summary>
internal sealed class WholeMillisecondsConverter()
    : ValueConverter<DateTime, DateTime>(instant => Instants.Truncate(instant), instant => instant);
