using System.Text.RegularExpressions;
using PipelineGraph.Server.Tests.Schema;

namespace PipelineGraph.Server.Tests.Mutations;

/// <summary>Reads from the schema's file which errors each mutation can have, and asks what they tell.</summary>
internal static partial class SchemaErrors
{
    private static readonly Dictionary<string, string> Told = new()
    {
        ["NotFoundError"] = "id",
        ["VersionConflictError"] = "currentVersion",
        ["DealClosedError"] = "status",
        ["DealNotClosedError"] = "status",
        ["ExitCriteriaNotMetError"] = "unmet { label }",
        ["MoveNotAllowedError"] = "skipped { name } needsReason needsOverride",
        ["StageInUseError"] = "openDeals",
        ["UndoExpiredError"] = "movedAt",
        ["BulkMoveRefusedError"] = "refused",
    };

    /// <summary>By mutation: <c>NotFoundError { id }</c>.</summary>
    public static Dictionary<string, string[]> Read()
        => Union().Matches(File.ReadAllText(Repository.SchemaFile)).ToDictionary(
            union => char.ToLowerInvariant(union.Groups[1].Value[0]) + union.Groups[1].Value[1..],
            union => Name().Matches(union.Groups[2].Value).Select(name => name.Value).Where(Told.ContainsKey)
                .Select(name => $"{name} {{ {Told[name]} }}").ToArray());

    [GeneratedRegex(@"^union (\w+)Error\s*=([\w |]*)$", RegexOptions.Multiline)]
    private static partial Regex Union();

    [GeneratedRegex(@"\w+Error\b")]
    private static partial Regex Name();
}
