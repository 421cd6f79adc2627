using Microsoft.Extensions.Time.Testing;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Import;
using PipelineGraph.Server.Tests.Data;

namespace PipelineGraph.Server.Tests.Import;

/// <summary>An empty database, a clock, and a folder of CSV files to import into it.</summary>
internal sealed class ImportScene : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestDatabase _database;

    private ImportScene(TestDatabase database) => (_database, Folder) = (database, _folder.Path);

    public string Folder { get; set; }
    public PipelineDatabase Database => _database.Database;
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public static async Task<ImportScene> CreateAsync() => new(await TestDatabase.SqliteAsync());

    /// <summary>Deals of one pipeline of the default process, and what they refer to.</summary>
    public static async Task<ImportScene> WithDealsAsync(params string[] deals)
    {
        var scene = await CreateAsync();
        scene.Write("sales_reps.csv", "id,name", "r1,Mara Okonjo", "r2,Jon Velk");
        scene.Write("accounts.csv", "id,name,country", "a1,Quillon Books,Germany", "a2,Mirebrook,Austria");
        scene.Write("deals.csv", ["id,title,stage,status,account,owner,amount,created_at,closed_at", .. deals]);
        return scene;
    }

    public void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(Folder, file), lines);

    public Task<ImportReport> RunAsync(ImportMap? map = null, bool isDryRun = false, string? pipeline = null)
        => new ImportRun(Database, Clock).RunAsync(new ImportRequest(Folder, isDryRun, pipeline), map);

    public PipelineDbContext Lease() => Database.Lease();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
