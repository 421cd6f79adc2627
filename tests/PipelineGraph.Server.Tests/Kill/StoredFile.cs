using Microsoft.Data.Sqlite;

namespace PipelineGraph.Server.Tests.Kill;

/// <summary>What must hold in the database file after every crash, asked in SQL, past the server.</summary>
internal static class StoredFile
{
    /// <summary>Each counts the rows that contradict its name.</summary>
    private static readonly (string Name, string Sql)[] Contradictions =
    [
        ("a deal stands where its last transition led", """
            SELECT count(*) FROM Deals d WHERE StageId <> (SELECT ToStageId FROM StageTransitions t
                WHERE t.DealId = d.Id ORDER BY Sequence DESC LIMIT 1)
            """),
        ("a version has one event", """
            SELECT count(*) FROM Deals d WHERE Version <> (SELECT count(DISTINCT DealVersion) FROM PipelineEvents e
                WHERE e.DealId = d.Id AND DealVersion BETWEEN 1 AND d.Version)
                OR Version <> (SELECT count(*) FROM PipelineEvents e WHERE e.DealId = d.Id)
            """),
        ("a transition has one event", """
            SELECT count(*) FROM StageTransitions t
            WHERE (SELECT count(*) FROM PipelineEvents e WHERE e.TransitionId = t.Id) <> 1
            """),
        ("transitions are numbered without a gap", """
            SELECT count(*) FROM Deals d WHERE TransitionCount <> (SELECT count(*) FROM StageTransitions t
                WHERE t.DealId = d.Id AND t.Sequence BETWEEN 1 AND d.TransitionCount)
            """),
        ("a transition begins a visit, and it ends when the next begins", """
            SELECT count(*) FROM StageTransitions t
            LEFT JOIN StageVisits v ON v.DealId = t.DealId AND v.Sequence = t.Sequence
            LEFT JOIN StageVisits n ON n.DealId = t.DealId AND n.Sequence = t.Sequence + 1
            WHERE v.StageId IS NOT t.ToStageId OR v.EnteredAt IS NOT t.EffectiveAt OR v.ExitedAt IS NOT n.EnteredAt
            """),
        ("the log has no hole", """
            SELECT (SELECT count(*) FROM PipelineEvents) <> Position
                OR Position <> (SELECT max(Position) FROM PipelineEvents) FROM EventHead
            """),
    ];

    public static void AssertWhole(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        Assert.Equal("ok", Ask(connection, "PRAGMA integrity_check"));
        Assert.All(Contradictions, each => Assert.Equal((each.Name, 0L), (each.Name, Ask(connection, each.Sql))));
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
