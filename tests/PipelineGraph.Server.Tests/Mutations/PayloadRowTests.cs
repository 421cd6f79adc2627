using System.Text.Json;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>A payload shows rows from the mutation's hand where it can: a client must not be able to tell.</summary>
public sealed class PayloadRowTests(Company company) : IClassFixture<Company>
{
    private const string Types = """
        { __schema { types { name interfaces { name } fields { name args { name }
            type { kind name ofType { kind name } } } } } }
        """;

    private readonly Office _office = company.Office;

    public static TheoryData<string> Mutations => [.. Samples.All.Keys.Except(["moveDeals", "setExchangeRate"])];   // no nodes

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Every_column_of_a_row_is_in_the_payload_as_it_is_in_the_database(string mutation)
    {
        var rows = await RowsOfAsync(mutation);
        Assert.NotEmpty(rows);

        foreach (var (field, type, columns) in rows)
        {
            // Each column by itself: one that is computed has all that is asked beside it read.
            var payload = await _office.CallAsync(mutation, await Samples.All[mutation].Input(company),
                string.Join(' ', columns.Select(column => $"{column}: {field} {{ {column} }}")));
            Assert.Empty(payload.Errors);
            JsonElement Shown(string column) => payload.Data.GetProperty(column).GetProperty(column);

            var read = (await _office.DataAsync(
                $$"""query ($id: ID!) { node(id: $id) { ... on {{type}} { {{string.Join(' ', columns)}} } } }""",
                new { id = Shown("id").GetString() })).GetProperty("node");
            Assert.Equal(columns.Select(column => $"{column}: {read.GetProperty(column)}"),
                columns.Select(column => $"{column}: {Shown(column)}"));
        }
    }

    /// <summary>Fields of a mutation's payload that are rows, with their scalars and enums.</summary>
    private async Task<IReadOnlyList<(string Field, string Type, string[] Columns)>> RowsOfAsync(string mutation)
    {
        var types = (await _office.DataAsync(Types)).GetProperty("__schema").GetProperty("types").EnumerateArray()
            .ToDictionary(type => type.GetProperty("name").GetString()!);
        var payload = types[char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Payload"];
        return [.. from field in payload.GetProperty("fields").EnumerateArray()
                   let type = field.GetProperty("type").GetProperty("name").GetString()
                   where type is not null && types[type].GetProperty("interfaces").GetRawText().Contains("Node")
                   select (field.GetProperty("name").GetString()!, type, ColumnsOf(types[type]))];
    }

    private static string[] ColumnsOf(JsonElement type)
        => [.. from field in type.GetProperty("fields").EnumerateArray()
               let shown = field.GetProperty("type")
               let named = shown.GetProperty("kind").GetString() == "NON_NULL" ? shown.GetProperty("ofType") : shown
               where named.GetProperty("kind").GetString() is "SCALAR" or "ENUM" && field.GetProperty("args").GetArrayLength() == 0
               select field.GetProperty("name").GetString()!];
}
