using System.Text.Json.Nodes;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>
/// What holds for every mutation of the schema; one that is new fails until it has its sample.
/// </summary>
public sealed class EveryMutationTests(Company company) : IClassFixture<Company>
{
    private static readonly Dictionary<string, string> Named = new()
    {
        ["dealId"] = "Deal",
        ["pipelineId"] = "Pipeline",
        ["stageId"] = "Stage",
        ["toStageId"] = "Stage",
        ["stageIds"] = "Stage",
        ["moveOpenDealsTo"] = "Stage",
        ["accountId"] = "Account",
        ["ownerId"] = "SalesRep",
        ["primaryContactId"] = "Contact",
        ["criterionId"] = "ExitCriterion",
        ["exitCriteria"] = "ExitCriterion",
        ["activityId"] = "Activity",
        ["objectionId"] = "Objection",
        ["alertId"] = "StalledDealAlert",
    };

    private readonly Office _office = company.Office;

    public static TheoryData<string> Mutations => [.. Samples.All.Keys];

    public static TheoryData<string, string> Callers
    {
        get
        {
            var callers = new TheoryData<string, string>();
            foreach (var mutation in Samples.All.Keys)
            {
                foreach (var role in Enum.GetNames<Role>()) callers.Add(mutation, role);
            }
            return callers;
        }
    }

    [Fact]
    public async Task Every_mutation_of_the_schema_has_its_sample()
    {
        var schema = await _office.DataAsync("{ __schema { mutationType { fields { name } } } }");

        var names = schema.GetProperty("__schema").GetProperty("mutationType").GetProperty("fields").EnumerateArray()
            .Select(field => field.GetProperty("name").GetString()!);
        Assert.Equal(names.Order(), Samples.All.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_mutation_is_open_to_the_roles_of_the_table_and_closed_to_others(string mutation, string role)
    {
        var (_, may, sample) = Samples.All[mutation];
        var by = Enum.Parse<Role>(role) is Role.Rep ? By.Rita : new By(Enum.Parse<Role>(role));
        var input = await sample(company);

        if (may.Contains(by.Role)) Assert.True((await _office.CallAsync(mutation, input, Samples.Selection(mutation),
            by)).HasSucceeded);
        else Assert.Equal("AUTH_NOT_AUTHORIZED", await _office.DeniedAsync(mutation, input, by));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Unreadable_ids_are_refused_all_at_once(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation);
        if (paths.Count == 0) return;

        var faulty = InputPaths.With(input, paths.Select(path => (path, (JsonNode?)"no id")));

        Assert.Equal(paths.Order(), (await _office.RefusedAsync(mutation, faulty)).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task An_id_of_a_wrong_type_is_refused_at_its_field(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation);

        foreach (var path in paths)
        {
            var wrong = Company.Nothing(TypeAt(mutation, path) == "Stage" ? "Pipeline" : "Stage");
            Assert.Equal([path], await _office.RefusedAsync(mutation, InputPaths.With(input, (path, wrong))));
        }
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task An_id_of_nothing_is_not_found(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation);

        foreach (var path in paths)
        {
            var nothing = Company.Nothing(TypeAt(mutation, path));
            string[] expected = (mutation, path) switch
            {
                ("moveDeals", "deals.0.dealId") => ["BulkMoveRefusedError 1"],
                (_, "stage.exitCriteria.0.id" or "stages.0.exitCriteria.0.id") => [path],   // a new stage has none
                _ => [$"NotFoundError {nothing}"],
            };
            Assert.Equal(expected, await _office.RefusedAsync(mutation, InputPaths.With(input, (path, nothing))));
        }
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task All_that_is_not_found_is_told_at_once(string mutation)
    {
        var (input, paths) = await SampleAsync(mutation);
        var missing = paths.Where(path => !path.Contains("exitCriteria") && !path.StartsWith("deals."))
            .ToDictionary(path => path, path => Company.Nothing(TypeAt(mutation, path)));
        if (missing.Count == 0) return;

        var faulty = InputPaths.With(input, missing.Select(each => (each.Key, (JsonNode?)each.Value)));

        Assert.Equal(missing.Values.Select(id => $"NotFoundError {id}").Order(),
            (await _office.RefusedAsync(mutation, faulty)).Order());
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Another_version_is_a_conflict_and_the_right_one_works(string mutation)
    {
        if (!(await InputPaths.OfAsync(_office, InputPaths.InputOf(mutation),
            "Int")).Contains("expectedVersion")) return;

        var input = await Samples.All[mutation].Input(company);
        var refused = Assert.Single(await _office.RefusedAsync(mutation, InputPaths.With(input, ("expectedVersion",
            77))));
        var current = int.Parse(refused["VersionConflictError ".Length..]);
        var past = await _office.RefusedAsync(mutation, InputPaths.With(input, ("expectedVersion", current - 1)));
        var changed = await _office.CallAsync(
            mutation, InputPaths.With(input, ("expectedVersion", current)), Samples.Selection(mutation));

        Assert.Equal([refused], past);
        Assert.True(changed.HasSucceeded);
    }

    private async Task<(object Input, IReadOnlyList<string> Paths)> SampleAsync(string mutation)
        => (await Samples.All[mutation].Input(company),
            await InputPaths.OfAsync(_office, InputPaths.InputOf(mutation), "ID"));

    /// <summary>The type that an id of an input names.</summary>
    internal static string TypeAt(string mutation, string path)
    {
        var names = path.Split('.').Where(part => part != "0" && part != "id").ToArray();
        return names.Length > 0 ? Named[names[^1]] : mutation.Replace("update", "").Replace("erase", "");
    }
}
