using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Texts, amounts and numbers that no mutation takes, wherever its input has such a value.</summary>
public sealed class ValueRefusalTests(Company company) : IClassFixture<Company>
{
    /// <summary>What one can say at most, in UTF-16 characters, and whether it must be said.</summary>
    private static readonly Dictionary<string, (int Longest, bool Required)> Texts = new()
    {
        ["name"] = (200, true),
        ["title"] = (200, true),
        ["logActivity subject"] = (200, true),
        ["subject"] = (200, false),
        ["source"] = (200, false),
        ["externalId"] = (200, false),
        ["industry"] = (200, false),
        ["country"] = (200, false),
        ["team"] = (200, false),
        ["phone"] = (200, false),
        ["jobTitle"] = (200, false),
        ["label"] = (200, true),
        ["email"] = (320, false),
        ["website"] = (2_000, false),
        ["summary"] = (2_000, true),
        ["resolution"] = (2_000, true),
        ["reason"] = (2_000, false),
        ["voidDeal reason"] = (2_000, true),
        ["correctClosedDeal reason"] = (2_000, true),
        ["disqualifyDeal note"] = (10_000, true),
        ["note"] = (10_000, false),
        ["closeNote"] = (10_000, false),
        ["description"] = (10_000, false),
        ["guidance"] = (10_000, false),
    };

    private readonly Office _office = company.Office;

    public static TheoryData<string> Mutations => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Texts_over_their_length_are_refused_all_at_once(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation, "String");
        if (paths.Count == 0) return;

        var tooLong = paths.Select(path => (path, TooLong(mutation, path)));

        Assert.Equal(paths.Order(), (await _office.RefusedAsync(mutation, InputPaths.With(input, tooLong))).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Texts_over_their_length_are_told_together_with_ids_that_cannot_be_read(string mutation)
    {
        var (input, texts) = await SampleAsync(mutation, "String");
        var ids = await PathsAsync(mutation, "ID");
        if (texts.Count + ids.Count == 0) return;

        var faulty = InputPaths.With(input,
            [.. texts.Select(path => (path, TooLong(mutation, path))), .. ids.Select(path => (path, (JsonNode?)"no id"))]);

        Assert.Equal(texts.Concat(ids).Order(), (await _office.RefusedAsync(mutation, faulty)).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Texts_over_their_length_are_told_together_with_a_record_that_does_not_exist(string mutation)
    {
        var (input, texts) = await SampleAsync(mutation, "String");
        var id = (await PathsAsync(mutation, "ID")).FirstOrDefault();
        // A new pipeline names none, and the items of a bulk move have results of their own.
        if (id is null || mutation is "createPipeline" or "moveDeals") return;

        var nothing = Company.Nothing(EveryMutationTests.TypeAt(mutation, id));
        var faulty = InputPaths.With(input,
            [.. texts.Select(path => (path, TooLong(mutation, path))), (id, (JsonNode?)nothing)]);

        Assert.Equal(texts.Append($"NotFoundError {nothing}").Order(),
            (await _office.RefusedAsync(mutation, faulty)).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Texts_of_their_full_length_are_taken(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation, "String");
        var longest = paths.Where(path => Limit(mutation, path) is not null)
            .Select(path => (path, (JsonNode?)(Guid.NewGuid() + new string('ä', Limit(mutation,
                path)!.Value.Longest - 36))));

        var answer = await _office.CallAsync(mutation, InputPaths.With(input, longest), Samples.Selection(mutation));

        Assert.True(answer.HasSucceeded);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task The_character_zero_is_refused_in_every_text(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation, "String");
        if (paths.Count == 0) return;

        var faulty = InputPaths.With(input, paths.Select(path => (path, (JsonNode?)"a\0b")));

        Assert.Equal(paths.Order(), (await _office.RefusedAsync(mutation, faulty)).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Blank_texts_are_refused_where_something_must_be_said(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation, "String");
        var required = paths.Where(path => Limit(mutation, path) is { Required: true }).ToList();
        if (required.Count == 0) return;

        var blank = InputPaths.With(input, required.Select(path => (path, (JsonNode?)" \t ")));

        Assert.Equal(required.Order(), (await _office.RefusedAsync(mutation, blank)).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Amounts_and_rates_out_of_bounds_are_refused(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation, "Decimal");
        decimal[] refused = mutation == "setExchangeRate"
            ? [0m, -1m, 100_000_000.1m, 0.00000000001m]
            : [-0.0001m, -1m, 100_000_000_000m, 99_999_999_999.99991m, 0.00001m];

        foreach (var (path, value) in paths.SelectMany(path => refused.Select(value => (path, value))))
            Assert.Equal([path], await _office.RefusedAsync(mutation, InputPaths.With(input, (path, value))));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0001")]
    [InlineData("99999999999.9999")]
    public async Task Amounts_within_bounds_are_kept_exactly(string amount)
    {
        var input = new { title = "Exact", pipelineId = company.Free.Id, amount = JsonNode.Parse(amount) };

        var made = await _office.CallAsync("createDeal", input, "deal { amount }");

        Assert.Equal(amount, made.Success.GetProperty("deal").GetProperty("amount").GetRawText());
    }

    [Theory]
    [InlineData("currency", "XXX", "eur", "EURO", "")]
    [InlineData("timeZone", "Mars/Olympus", "W. Europe Standard Time", "")]
    [InlineData("fromCurrency", "XAU", "")]
    [InlineData("toCurrency", "XAU", "USD")]
    [InlineData("probability", -0.1, 1.1)]
    [InlineData("probabilityOverride", -0.1, 1.1)]
    [InlineData("targetDays", 0, -1)]
    [InlineData("stalledAfterDays", 0, -1)]
    [InlineData("position", 0, 6, -1)]
    public async Task Values_out_of_their_set_are_refused_wherever_they_can_be_given(string field,
        params object[] values)
    {
        var found = 0;
        foreach (var mutation in Samples.All.Keys)
        {
            foreach (var path in await PathsAsync(mutation, "String", "Float", "Int"))
            {
                if (path.Split('.')[^1] != field) continue;
                found++;
                var input = await Samples.All[mutation].Input(company);
                foreach (var value in values)
                    Assert.Equal([path], await _office.RefusedAsync(mutation, InputPaths.With(input, (path,
                        JsonSerializer.SerializeToNode(value)))));
            }
        }
        Assert.NotEqual(0, found);
    }

    [Theory]
    [InlineData("updateDeal", "title")]
    [InlineData("updateDeal", "currency")]
    [InlineData("correctClosedDeal", "currency")]
    [InlineData("updateAccount", "name")]
    [InlineData("updateContact", "name")]
    [InlineData("updateSalesRep", "name")]
    [InlineData("updatePipeline", "name")]
    [InlineData("updatePipeline", "currency")]
    [InlineData("updatePipeline", "timeZone")]
    [InlineData("updateStage", "name")]
    [InlineData("updateStage", "probability")]
    [InlineData("updateStage", "stallRules")]
    [InlineData("updateStage", "exitCriteria")]
    [InlineData("updatePipeline", "enforcement")]
    [InlineData("updateSalesRep", "isActive")]
    [InlineData("updateContact", "accountId")]
    [InlineData("updateContact", "isDecisionMaker")]
    [InlineData("qualifyDeal", "budget")]
    [InlineData("qualifyDeal", "authority")]
    [InlineData("qualifyDeal", "need")]
    [InlineData("qualifyDeal", "timeline")]
    [InlineData("qualifyDeal", "interest")]
    [InlineData("correctClosedDeal", "closedAt")]
    [InlineData("correctClosedDeal", "lossReason")]
    public async Task What_cannot_be_cleared_is_not_taken_as_null(string mutation, string field)
    {
        var input = InputPaths.With(await Samples.All[mutation].Input(company), (field, null));

        Assert.Equal([field], await _office.RefusedAsync(mutation, input));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused()
    {
        var before = await _office.DumpAsync();
        using var request = Office.Request(
            Office.Text("createAccount", "account { id }"),
                new { input = new { name = "LONE" } }, _office.TokenOf(Role.Admin));
        var body = await request.Content!.ReadAsStringAsync();
        request.Content = new StringContent(body.Replace("LONE", "\\ud800"), Encoding.UTF8, "application/json");

        using var response = await _office.Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(before, await _office.DumpAsync());
        Assert.True(answer.TryGetProperty("errors", out _), answer.ToString());
    }

    [Fact]
    public async Task A_whole_surrogate_pair_is_kept()
    {
        var made = await _office.CallAsync("createAccount", new { name = "Rocket 🚀" }, "account { name }");

        Assert.Equal("Rocket 🚀", made.Text("account.name"));
    }

    private static JsonNode? TooLong(string mutation, string path)
        => new string('x', (Limit(mutation, path)?.Longest ?? 3) + 1);

    private static (int Longest, bool Required)? Limit(string mutation, string path)
    {
        var name = path.Split('.')[^1];
        if (name is "currency" or "fromCurrency" or "toCurrency" or "timeZone") return null;   // a code of a list
        return Texts.TryGetValue($"{mutation} {name}", out var own) ? own : Texts[name];
    }

    private async Task<(object Input, IReadOnlyList<string> Paths)> SampleAsync(string mutation, string type)
        => (await Samples.All[mutation].Input(company), await PathsAsync(mutation, type));

    private async Task<List<string>> PathsAsync(string mutation, params string[] types)
    {
        var paths = new List<string>();
        foreach (var type in types)
            paths.AddRange(await InputPaths.OfAsync(_office, InputPaths.InputOf(mutation), type));
        return paths;
    }
}
