using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Server.Import;

namespace PipelineGraph.Server.Tests.Import;

public sealed class ImportMapTests
{
    [Theory]
    [InlineData("{\n  \"surces\": []\n}", "map.json, line 2, column 12: unknown property surces")]
    [InlineData("{\n  \"sources\": [}\n", "map.json, line 2, column 15: ")]
    [InlineData(
        """{ "sources": [{ "kind": "deals" }] }""",
        "map.json, line 1, column 34: a required property is missing: 'file'")]
    [InlineData(
        """{ "sources": "deals.csv" }""",
        "map.json, line 1, column 25: sources is not what a mapping has there")]
    [InlineData("null", "map.json holds null")]
    [InlineData("""{ "sources": [] }""", "map.json: sources is empty")]
    [InlineData(
        """{ "sources": [{ "kind": "dals", "file": "d.csv" }] }""",
        "map.json: sources[0].kind 'dals' is unknown; known are exchange_rates,")]
    [InlineData(
        """{ "sources": [{ "kind": "deals", "file": "../d.csv" }] }""",
        "map.json: sources[0].file must lie in the folder")]
    [InlineData(
        """{ "sources": [{ "kind": "deals", "file": "d.csv", "columns": { "amout": "x" } }] }""",
        "map.json: sources[0].columns: deals have no 'amout'; they have id,")]
    [InlineData(
        """{ "timeZone": "Moon", "sources": [{ "kind": "deals", "file": "d.csv" }] }""",
        "map.json: timeZone 'Moon' is not known")]
    public async Task A_faulty_mapping_is_told_with_its_place(string json, string message)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("map.json"), json);

        var refused =
            await Assert.ThrowsAsync<OperatorException>(
                () => ImportMapFile.ReadAsync(folder.File("map.json"), CancellationToken.None));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_names_columns_dates_constants_and_values()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Write(
            "export.txt", "Nr;Was;Wann;Stand;Zahl", "7;Regal ;31.03.2026 09:30;gewonnen;1200.5",
                "8;;01.04.2026 10:00;offen;");
        var map = await ReadAsync(scene, """
            {
              "dateFormats": ["dd.MM.yyyy HH:mm"], "timeZone": "Europe/Berlin", "currency": "CHF",
              "sources": [{
                "kind": "deals", "file": "export.txt", "delimiter": ";",
                "columns": { "id": "Nr", "title": "{Was|Etwas} ({Nr})", "created_at": "Wann", "closed_at": "{Wann}",
                  "status": "Stand", "amount": "Zahl" },
                "constants": { "stage": "Closing", "source": "Fair" },
                "values": { "status": { "gewonnen": "WON", "offen": "OPEN" }, "closed_at": { "01.04.2026 10:00": "" } },
                "sourceValues": { "Was": { "Regal": "Shelf" } }
              }]
            }
            """);

        var report = await scene.RunAsync(map);

        Assert.Empty(report.Faults);
        await using var context = scene.Lease();
        var deals = await context.Deals.OrderBy(deal => deal.ExternalId).ToListAsync();
        Assert.Equal(["Shelf (7)", "Etwas (8)"], deals.Select(deal => deal.Title));
        Assert.Equal([DealStatus.Won, DealStatus.Open], deals.Select(deal => deal.Status));
        Assert.Equal((1200_5000, "CHF", "Fair"), (deals[0].AmountUnits, deals[0].Currency, deals[0].Source));
        Assert.Equal(new DateTime(2026, 3, 31, 7, 30, 0, DateTimeKind.Utc), deals[0].CreatedAt);
    }

    [Fact]
    public async Task A_mapping_of_several_files_imports_all_of_them()
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Write("east.csv", "id,title,created_at", "1,One,2026-03-01");
        scene.Write("west.csv", "id,title,created_at", "2,Two,2026-03-01", "1,Again,2026-03-01");
        var map = await ReadAsync(scene, """
            { "sources": [{ "kind": "deals", "file": "east.csv" }, { "kind": "deals", "file": "west.csv" }] }
            """);

        var report = await scene.RunAsync(map);

        Assert.Equal(["west.csv, line 3, id: '1' is there twice"], report.Faults.Select(fault => fault.ToString()));
        Assert.Equal(2, report.Counts[ImportKind.Deals].Created);
    }

    [Theory]
    [InlineData("""{ "sources": [{ "kind": "deals", "file": "no.csv" }] }""", "no.csv is not in ")]
    [InlineData(
        """{ "sources": [{ "kind": "deals", "file": "d.csv", "columns": { "id": "Nr", "title": "x" } }] }""",
        "d.csv has no column 'Nr', which the mapping names; it has id, title.")]
    [InlineData(
        """
        {
          "pipelines": [{ "name": "P", "currency": "XXX", "stages": [] }],
          "sources": [{ "kind": "deals", "file": "d.csv" }]
        }
        """,
        "The mapping's pipeline 'P': currency: ")]
    public async Task A_mapping_that_does_not_fit_the_files_is_refused(string json, string message)
    {
        await using var scene = await ImportScene.CreateAsync();
        scene.Write("d.csv", "id,title", "1,One");
        var map = await ReadAsync(scene, json);

        var refused = await Assert.ThrowsAsync<OperatorException>(() => scene.RunAsync(map));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<ImportMap> ReadAsync(ImportScene scene, string json)
    {
        var file = Path.Combine(scene.Folder, "map.json");
        await File.WriteAllTextAsync(file, json);
        return await ImportMapFile.ReadAsync(file, CancellationToken.None);
    }
}
