using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>A write came second: another has changed the same row, or taken the same key, meanwhile.</summary>
internal static class LostRace
{
    /// <remarks>A unique key tells of a race too: two appended the same step to a deal, or took the same external id.
    /// The next look finds what the other wrote.</remarks>
    public static bool Is(Exception? fault) => fault switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => Is(inner),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
            => true,
        _ => UniqueViolation.Is(fault),
    };
}
