using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// The limit of a durable move: one connection, statements prepared once, one transaction for each move. It knows that
/// the stage asks for account and source, that this caller may do everything, and who the actor is.
/// </summary>
internal sealed class HandWrittenMoves
{
    private const string Read = """
        SELECT d."StageId", d."PipelineId", d."OwnerId", d."TransitionCount", d."StageEnteredAt", f."Position",
               t."Position", r."Team", v."Id"
        FROM "Deals" AS d
        JOIN "Stages" AS f ON f."Id" = d."StageId"
        JOIN "Stages" AS t ON t."Id" = $to AND t."PipelineId" = d."PipelineId" AND t."RemovedAt" IS NULL
        JOIN "Pipelines" AS p ON p."Id" = d."PipelineId" AND NOT p."IsArchived"
        JOIN "StageVisits" AS v ON v."DealId" = d."Id" AND v."ExitedAt" IS NULL
        LEFT JOIN "SalesReps" AS r ON r."Id" = d."OwnerId"
        WHERE d."Id" = $deal AND d."Version" = $version AND d."Status" = 'Open' AND d."VoidedAt" IS NULL
          AND d."AccountId" IS NOT NULL AND d."Source" IS NOT NULL AND d."LastTransitionAt" <= $now
        """;

    private const string Update = """
        UPDATE "Deals" SET "Version" = $version + 1, "StageId" = $to, "UpdatedAt" = $now, "StageEnteredAt" = $now,
            "LastTransitionAt" = $now, "TransitionCount" = $sequence
        WHERE "Id" = $deal AND "Version" = $version
        """;

    private const string Close = """UPDATE "StageVisits" SET "ExitedAt" = $now, "Exit" = $kind WHERE "Id" = $visit""";

    private const string Enter = """
        INSERT INTO "StageVisits" ("Id", "DealId", "Sequence", "StageId", "EnteredAt")
        VALUES ($id, $deal, $sequence, $to, $now)
        """;

    private const string Append = """
        INSERT INTO "StageTransitions" ("Id", "DealId", "Sequence", "Kind", "FromStageId", "ToStageId", "EffectiveAt",
            "RecordedAt", "ActorId", "Reason", "IsOverride", "IsReverted", "FromStageEnteredAt")
        VALUES ($id, $deal, $sequence, $kind, $from, $to, $now, $now, $actor, $reason, 0, 0, $entered)
        """;

    private const string Tell = """
        INSERT INTO "PipelineEvents" ("Id", "Position", "Type", "DealId", "DealVersion", "PipelineId", "OccurredAt",
            "RecordedAt", "ActorId", "TransitionId", "TransitionKind", "OpenedStageId", "OwnerId", "FormerOwnerId",
            "OwnerTeam", "FormerOwnerTeam")
        VALUES ($id, $position, 'DealStageChanged', $deal, $version + 1, $pipeline, $now, $now, $actor, $transition,
            $kind, $to, $owner, $owner, $team, $team)
        """;

    private static readonly SemaphoreSlim Turn = new(1);
    private readonly PreparedCommand _begin, _read, _update, _close, _enter, _append, _head, _tell, _commit;
    private readonly string _actor;

    internal HandWrittenMoves(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        PreparedCommand Of(string sql, params string[] parameters) => new(connection, sql, parameters);
        (_begin, _commit) = (Of("BEGIN IMMEDIATE"), Of("COMMIT"));
        _read = Of(Read, "deal", "to", "version", "now");
        _update = Of(Update, "deal", "version", "to", "now", "sequence");
        _close = Of(Close, "visit", "now", "kind");
        _enter = Of(Enter, "id", "deal", "sequence", "to", "now");
        _append = Of(Append, "id", "deal", "sequence", "kind", "from", "to", "now", "actor", "reason", "entered");
        _head = Of("""UPDATE "EventHead" SET "Position" = "Position" + 1 RETURNING "Position" """);
        _tell = Of(Tell, "id", "position", "deal", "version", "pipeline", "now", "actor", "transition", "kind", "to",
            "owner", "team");
        _actor = (string)Of("""SELECT "Id" FROM "Actors" LIMIT 1""").Scalar()!;
    }

    internal async Task MoveAsync(HttpContext context)
    {
        var move = await MoveRequest.ReadAsync(context);
        await Turn.WaitAsync();
        Guid transition;
        try
        {
            _begin.Run();
            transition = Write(move);
            _commit.Run();
        }
        finally
        {
            Turn.Release();
        }
        await MoveRequest.AnswerAsync(context, move.DealId, move.ExpectedVersion + 1, transition);
    }

    private Guid Write(MoveRequest move)
    {
        var (deal, to, version) = (Text(move.DealId), Text(move.ToStageId), move.ExpectedVersion);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var found = _read.Row(deal, to, version, now) ?? throw new InvalidOperationException("The move is refused.");
        var sequence = (long)found[3] + 1;
        var kind = (long)found[6] < (long)found[5] ? "MovedBack" : "Advanced";
        var transition = Guid.CreateVersion7();

        if (_update.Run(deal, version, to, now, sequence) != 1) throw new InvalidOperationException("Another was quicker.");
        _close.Run(found[8], now, kind);
        _enter.Run(Text(Guid.CreateVersion7()), deal, sequence, to, now);
        _append.Run(Text(transition), deal, sequence, kind, found[0], to, now, _actor, move.Reason, found[4]);
        _tell.Run(Text(Guid.CreateVersion7()), _head.Scalar()!, deal, version, found[1], now, _actor, Text(transition),
            kind, to, found[2], found[7]);
        return transition;
    }

    private static string Text(Guid id) => id.ToString("D").ToUpperInvariant();
}
