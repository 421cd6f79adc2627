using System.Collections.Concurrent;
using System.Linq.Expressions;
using GraphQLParser.AST;
using PipelineGraph.Engine.Filtering;
using PipelineGraph.Engine.Sorting;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Planning;

/// <summary>Where a level's rows come from.</summary>
internal enum LevelSource
{
    /// <summary>A table or a part of it.</summary>
    Root,

    /// <summary>A table, by the keys that the request names.</summary>
    Keys,

    /// <summary>The related rows of the parents that were just read.</summary>
    Parents,

    /// <summary>No table: the host computes objects for the parents that were just read.</summary>
    Computed
}

/// <summary>
/// One list of the response and what is selected of its rows: everything that one database command answers, however
/// many parents there are.
/// </summary>
internal sealed class LevelPlan
{
    /// <summary>Where it stands.</summary>
    internal required NestedLevel Place { get; init; }

    /// <summary>The type of the rows as they are shown; of computed objects that of the parents.</summary>
    internal required EntityType Item { get; init; }

    internal LevelSource Source => Place.Source;

    internal ListField List => Place.List;

    /// <summary>The rows' parents' type, for a nested level.</summary>
    internal EntityType? Parent => Place.Parent;

    /// <summary>The field in the document, which has the arguments and the location of errors.</summary>
    internal GraphQLField Field => Place.Field.Field;

    /// <summary>Type and field, for errors.</summary>
    internal string Coordinate => $"{Place.Owner}.{Place.Field.Name}";

    /// <summary>Response keys that lead from the parent's row to the list.</summary>
    internal string[] PathInRow => Place.Path;

    internal required RowLayout Layout { get; init; }

    /// <summary>The chain of writer calls over (writer, item).</summary>
    internal required LambdaExpression Projection { get; init; }

    internal required FilterPlan Filter { get; init; }

    internal required RowOrder Order { get; init; }

    /// <summary>What is computed, and how it is written; null for rows.</summary>
    internal ComputedPlan? Computed { get; init; }

    /// <summary>The shape of a connection; null for other lists.</summary>
    internal ConnectionPlan? Connection { get; init; }

    internal required IReadOnlyList<LevelPlan> Children { get; init; }

    /// <summary>Whether the list's own argument narrows the rows.</summary>
    internal required bool HasOwnArgument { get; init; }

    internal bool WantsRows => Connection?.WantsRows ?? true;

    internal bool WantsTotal => Connection?.WantsTotal ?? false;

    internal bool WantsCursors => Connection?.WantsCursors ?? false;

    /// <summary>Commands that the level and all below it need.</summary>
    internal int Commands => (WantsRows ? 1 : 0) + (WantsTotal ? 1 : 0) + Children.Sum(child => child.Commands);

    /// <summary>The level's compiled queries, one for each shape of page; few, because shapes are flags.</summary>
    internal ConcurrentDictionary<PageShape, CompiledRows> Queries { get; } = [];

    internal CompiledTotals? Totals { get; set; }

    /// <summary>Writes a row in hand; its value is null where the database has to be asked.</summary>
    internal Lazy<Action<RowWriter, object>?>? FromHand { get; set; }
}

/// <summary>Objects that the host computes for a level.</summary>
internal sealed record ComputedPlan(ComputedField Field, ValueWriter Writer);

/// <summary>What of a page shapes its query.</summary>
/// <param name="IsBackward">Whether it is read from the end.</param>
/// <param name="After">Null flags of the cursor behind which it begins.</param>
/// <param name="Before">Null flags of the cursor before which it ends.</param>
/// <param name="IsBounded">Whether it has a size.</param>
/// <param name="Segment">Which of the seeks of the cursor is read; null: all, as one condition.</param>
/// <param name="IsOne">Whether it is the row of one key: EF makes the SQL of a list of keys anew for every call.</param>
internal readonly record struct PageShape(
    bool IsBackward, string? After, string? Before, bool IsBounded, int? Segment = null, bool IsOne = false);
