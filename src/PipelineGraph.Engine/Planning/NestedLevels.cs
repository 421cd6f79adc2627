using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Planning;

/// <summary>A part of the response that is a level of its own: declaration, place in the document and in the row.</summary>
/// <param name="Source">Where its rows come from.</param>
/// <param name="List">Declaration of the list.</param>
/// <param name="Field">Its place in the document.</param>
/// <param name="Owner">Name of the type that has the field.</param>
internal sealed record NestedLevel(LevelSource Source, ListField List, SelectedField Field, string Owner)
{
    /// <summary>The parents' type; none for rows that are read by their keys.</summary>
    internal EntityType? Parent { get; init; }

    /// <summary>The type to show the rows as, when the list's own does not tell.</summary>
    internal EntityType? Shown { get; init; }

    /// <summary>The declaration of what is computed instead of read.</summary>
    internal ComputedField? Computed { get; init; }

    /// <summary>Response keys from the parent's row, unless each hole has its own.</summary>
    internal string[] Path { get; init; } = [];
}

/// <summary>The levels below the one that is being built, by number.</summary>
internal sealed class NestedLevels
{
    private readonly List<NestedLevel> _levels = [];

    internal IReadOnlyList<NestedLevel> All => _levels;

    internal int Add(NestedLevel level)
    {
        _levels.Add(level);
        return _levels.Count - 1;
    }
}
