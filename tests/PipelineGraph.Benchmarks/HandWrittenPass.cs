using Microsoft.Data.Sqlite;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Metrics;
using PipelineGraph.Domain.Money;
using PipelineGraph.Server.Metrics.Reading;

namespace PipelineGraph.Benchmarks;

/// <summary>
/// The limit of a pass over the deals: one statement, read by hand, and another one for the owners that changed. It
/// leaves out what the demo company has not: undone changes of owners, corrections, fields that changed since.
/// </summary>
internal sealed class HandWrittenPass(string connectionString, MetricsScope scope, HashSet<Guid> stalled)
{
    private const string Deals = """
        SELECT d."Id", v."StageId", v."EnteredAt", v."ExitedAt", v."Exit", d."AmountUnits", d."Currency",
               d."ClosingRateUnits", d."ProbabilityOverride", d."OwnerId", d."ExpectedCloseDate", d."LossReason"
        FROM "Deals" AS d JOIN "StageVisits" AS v ON v."DealId" = d."Id"
        WHERE d."VoidedAt" IS NULL AND (d."PipelineId" = $pipeline OR EXISTS (
            SELECT 1 FROM "StageVisits" AS e JOIN "Stages" AS s ON s."Id" = e."StageId"
            WHERE e."DealId" = d."Id" AND s."PipelineId" = $pipeline))
        ORDER BY d."Id", v."Sequence"
        """;

    private const string Owners = """
        SELECT "DealId", "OldValue", "EffectiveAt" FROM "FieldChanges" WHERE "Field" = 'Owner'
        ORDER BY "DealId", "Sequence"
        """;

    private readonly Dictionary<Guid, int> _stages = scope.Frame.Stages.Index().ToDictionary(s => s.Item.Id, s => s.Index);
    private readonly Dictionary<Guid, List<(Guid? Before, DateTime At)>> _owners = [];
    private VisitSpan[] _visits = new VisitSpan[64];

    internal void Run(RivalFigures take)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        ReadOwners(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Deals;
        command.Parameters.AddWithValue("$pipeline", scope.Pipeline.Id.ToString().ToUpperInvariant());
        using var reader = command.ExecuteReader();
        var isRow = reader.Read();
        while (isRow) isRow = ReadDeal(reader, take);
    }

    private void ReadOwners(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Owners;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var deal = reader.GetGuid(0);
            if (!_owners.TryGetValue(deal, out var changes)) _owners.Add(deal, changes = []);
            changes.Add((reader.IsDBNull(1) ? null : reader.GetGuid(1), Instants.FromUnixMilliseconds(reader.GetInt64(2))));
        }
    }

    private bool ReadDeal(SqliteDataReader reader, RivalFigures take)
    {
        var id = reader.GetGuid(0);
        long? units = reader.IsDBNull(5) ? null : reader.GetInt64(5);
        var currency = reader.GetString(6);
        long? closingRate = reader.IsDBNull(7) ? null : reader.GetInt64(7);
        double? probability = reader.IsDBNull(8) ? null : reader.GetDouble(8);
        Guid? owner = reader.IsDBNull(9) ? null : reader.GetGuid(9);
        DateOnly? expected = reader.IsDBNull(10) ? null : DateOnly.Parse(reader.GetString(10));
        LossReason? lossReason = reader.IsDBNull(11) ? null : Enum.Parse<LossReason>(reader.GetString(11));
        _owners.TryGetValue(id, out var changes);
        var count = 0;
        bool isRow;
        do
        {
            if (count == _visits.Length) Array.Resize(ref _visits, 2 * count);
            var entered = Instants.FromUnixMilliseconds(reader.GetInt64(2));
            var hasEnded = !reader.IsDBNull(3);
            _visits[count++] = new VisitSpan(_stages.GetValueOrDefault(reader.GetGuid(1), -1), entered,
                hasEnded ? Instants.FromUnixMilliseconds(reader.GetInt64(3)) : null,
                hasEnded ? Enum.Parse<TransitionKind>(reader.GetString(4)) : null, OwnerAt(entered, changes, owner));
            isRow = reader.Read();
        }
        while (isRow && reader.GetGuid(0) == id);

        ref readonly var last = ref _visits[count - 1];
        var status = last.Exit switch
        {
            TransitionKind.Won => DealStatus.Won,
            TransitionKind.Lost => DealStatus.Lost,
            TransitionKind.Disqualified => DealStatus.Disqualified,
            _ => DealStatus.Open,
        };
        var isClosed = status != DealStatus.Open;
        var rate = isClosed && currency != scope.Currency ? closingRate : scope.Rates.At(currency, scope.Frame.AsOf);
        take.Add(new DealSnapshot
        {
            Id = id,
            Status = status,
            Stage = last.Stage,
            CreatedAt = _visits[0].EnteredAt,
            ClosedAt = isClosed ? last.ExitedAt : null,
            LossReason = status == DealStatus.Lost ? lossReason : null,
            Currency = currency,
            Amount = units is { } amount && rate is { } known ? Amounts.ConvertExactly(amount, known) : null,
            ProbabilityOverride = probability,
            OwnerId = owner,
            ExpectedCloseDate = expected,
            IsStalled = stalled.Contains(id),
            Visits = _visits.AsMemory(0, count),
        });
        return isRow;
    }

    private static Guid? OwnerAt(DateTime at, List<(Guid? Before, DateTime At)>? changes, Guid? now)
    {
        if (changes is not null)
        {
            foreach (var (before, changed) in changes)
                if (changed > at) return before;
        }
        return now;
    }
}
