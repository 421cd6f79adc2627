using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Planning;

/// <summary>What one planned field of a request asks for, and how its answer is put together.</summary>
internal sealed class PlanTarget
{
    private readonly IReadOnlyList<NodeId>? _ids;
    private readonly bool _isList;
    private readonly IReadOnlyList<(EntityType Type, ListField List)> _types;

    private PlanTarget(IReadOnlyList<NodeId>? ids, bool isList, IReadOnlyList<(EntityType Type, ListField List)> types)
    {
        (_ids, _isList, _types) = (ids, isList, types);
        Shape = ids is null ? "" : ":" + string.Join(',', types.Select(type => type.Type.Name));
    }

    /// <summary>What of the target shapes the plan: the types of the ids.</summary>
    internal string Shape { get; }

    internal static PlanTarget Table(EntityType type, ListField list) => new(null, false, [(type, list)]);

    internal static PlanTarget One(EntityType type, ListField list, Guid key)
        => new([new NodeId(type.Name, key)], false, [(type, list)]);

    internal static PlanTarget Many(NodeId[] ids, Func<string, (EntityType, ListField)> find)
        => new(ids, true, [.. ids.Select(id => id.TypeName).Distinct().Order(StringComparer.Ordinal).Select(find)]);

    internal IEnumerable<LevelPlan> Levels(PlanBuilder builder, PlannedExecutionNode node)
    {
        var selected = new SelectedField(node.Name!, node.Field);
        if (node.Field.SelectionSet is { } set) selected.Sets.Add(set);
        var owner = node.Parent.GraphType.Name;
        return _types.Select(type =>
            builder.Level(_ids is null ? LevelSource.Root : LevelSource.Keys, type.List, selected, owner));
    }

    internal Guid[]? KeysOf(EntityType type)
        => _ids is null ? null : [.. _ids.Where(id => id.TypeName == type.Name).Select(id => id.Value).Distinct()];

    internal void Write(Assembler assembler, Utf8Buffer output, IReadOnlyList<LevelResult> results)
    {
        if (!_isList)
        {
            assembler.Write(results[0], _ids?[0].Value ?? default);
            return;
        }

        output.Append((byte)'[');
        for (var i = 0; i < _ids!.Count; i++)
        {
            if (i > 0) output.Append((byte)',');
            assembler.WriteAt(i, results.First(result => result.Binding.Level.Item.Name == _ids[i].TypeName), _ids[i].Value);
        }

        output.Append((byte)']');
    }
}
