using System.Text.Json;
using PipelineGraph.Server.Tests.Mutations;

namespace PipelineGraph.Server.Tests.Lives;

/// <summary>A pipeline as chance designed it.</summary>
/// <param name="Stages">Global ids, in order.</param>
/// <param name="ChecklistItems">Criteria that somebody ticks off.</param>
internal sealed record RandomProcess(string Id, string[] Stages, string[] ChecklistItems)
{
    private static readonly Func<Random, string, object>[] Kinds =
    [
        (random, label) => new { kind = "FIELD_PRESENT", label, field = One(random, RandomWork.Fields) },
        (random, label)
            => new { kind = "FACTOR_CONFIRMED", label, factor = One(random, RandomWork.Factors).ToUpperInvariant() },
        (random, label) => new { kind = "MINIMUM_SCORE", label, minimumScore = random.Next(0, 60) },
        (random, label)
            => new { kind = "ACTIVITY_COMPLETED", label, activityType = One(random, RandomWork.Activities) },
        (_, label) => new { kind = "CHECKLIST_ITEM", label },
        (_, label) => new { kind = "NO_OPEN_OBJECTIONS", label },
    ];

    public static async Task<RandomProcess> DesignAsync(Office office, Random random, string enforcement)
    {
        var made = await office.CallAsync("createPipeline", new
        {
            name = $"{enforcement} {random.Next()}",
            currency = "EUR",
            enforcement,
            stages = Enumerable.Range(0, random.Next(2, 6))
                .Select(i => new { name = $"Stage {i}", exitCriteria = Criteria(random, i) }).ToArray(),
        }, "pipeline { id stages { id exitCriteria { id kind } } }");
        var pipeline = made.Success.GetProperty("pipeline");
        var stages = pipeline.GetProperty("stages").EnumerateArray().ToList();
        return new RandomProcess(IdOf(pipeline), [.. stages.Select(IdOf)],
            [.. stages.SelectMany(stage => stage.GetProperty("exitCriteria").EnumerateArray())
                .Where(each => each.GetProperty("kind").GetString() == "CHECKLIST_ITEM").Select(IdOf)]);
    }

    public static T One<T>(Random random, T[] items) => items[random.Next(items.Length)];

    private static object[] Criteria(Random random, int stage)
        => [.. Enumerable.Range(0, random.Next(0, 4)).Select(i => One(random, Kinds)(random, $"{stage}.{i}"))];

    private static string IdOf(JsonElement record) => record.GetProperty("id").GetString()!;
}
