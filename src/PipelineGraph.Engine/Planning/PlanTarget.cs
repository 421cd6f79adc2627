using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Planning;

/// <summary>Rows of one type that a planned field starts from.</summary>
/// <param name="Item">Type that is shown.</param>
/// <param name="List">Declaration of the list.</param>
/// <param name="Source">Where the rows come from.</param>
/// <param name="Parent">Type of the rows that they hang on, if they do.</param>
internal sealed record PlanRoot(EntityType Item, ListField List, LevelSource Source, EntityType? Parent = null);

/// <summary>What one planned field of a request asks for, and how its answer is put together.</summary>
/// <param name="Ids">Ids of the rows; null: a table, or no rows at all.</param>
/// <param name="Roots">The types of the rows.</param>
internal sealed record PlanTarget(IReadOnlyList<NodeId>? Ids, IReadOnlyList<PlanRoot> Roots)
{
    /// <summary>The one row itself, where it is in hand.</summary>
    internal object? Row { get; init; }

    /// <summary>Whether the answer is a list of the rows.</summary>
    internal bool IsList { get; init; }

    /// <summary>Whether null is an error.</summary>
    internal bool IsNonNull { get; init; }

    /// <summary>Whether a missing row in a list is an error.</summary>
    internal bool HasNonNullItems { get; init; }

    internal static PlanTarget Table(EntityType type, ListField list)
        => new(null, [new PlanRoot(type, list, LevelSource.Root)]);

    internal static PlanTarget One(PlanRoot root, Guid key) => new([new NodeId(root.Item.Name, key)], [root]);

    internal static PlanTarget Many(IReadOnlyList<NodeId> ids, Func<string, PlanRoot> find)
        => new(ids, [.. ids.Select(id => id.TypeName).Distinct().Order(StringComparer.Ordinal).Select(find)])
        {
            IsList = true
        };

    internal IEnumerable<Guid> KeysOf(EntityType type)
        => (Ids ?? []).Where(id => id.TypeName == type.Name).Select(id => id.Value);

    internal void Write(Assembler assembler, Utf8Buffer output, IReadOnlyList<LevelResult> results)
    {
        if (Ids is null && Roots.Count > 0) assembler.Write(results[0], default);
        else if (Ids is null) assembler.WriteMissing(IsNonNull);
        else if (IsList) WriteList(Ids, assembler, output, results);
        else WriteRow(Ids[0], IsNonNull, assembler, results);
    }

    private void WriteList(
        IReadOnlyList<NodeId> ids, Assembler assembler, Utf8Buffer output, IReadOnlyList<LevelResult> results)
    {
        var (start, isWhole) = (output.Length, true);
        output.Append((byte)'[');
        for (var i = 0; i < ids.Count; i++)
        {
            if (i > 0) output.Append((byte)',');
            var item = output.Length;
            using (assembler.At(i)) WriteRow(ids[i], HasNonNullItems, assembler, results);
            isWhole &= !output.Slice(item, output.Length).SequenceEqual("null"u8);
        }

        output.Append((byte)']');
        if (isWhole || !HasNonNullItems) return;
        output.Length = start;
        output.Append("null"u8);
    }

    private static void WriteRow(NodeId id, bool isNonNull, Assembler assembler, IReadOnlyList<LevelResult> results)
    {
        var level = results.First(result => result.Binding.Level.Item.Name == id.TypeName);
        if (isNonNull && level.Rows.GroupOf(id.Value).Count == 0) assembler.WriteMissing(true);
        else assembler.Write(level, id.Value);
    }
}
