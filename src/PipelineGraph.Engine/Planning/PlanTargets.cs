using System.Linq.Expressions;
using GraphQL;
using GraphQL.Execution;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Fields;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Planning;

/// <summary>Finds what a planned field asks for: a part of a table, or rows of one or several types by their ids.</summary>
internal sealed class PlanTargets(TypeCatalog catalog)
{
    private const int MaxNodes = 50;

    private readonly Dictionary<string, PlanRoot> _byId = catalog.Entities
        .Where(entity => entity.Key is not null)
        .ToDictionary(entity => entity.Name,
            entity => new PlanRoot(entity, ById(entity, false), LevelSource.Keys), StringComparer.Ordinal);

    /// <param name="field">The field.</param>
    /// <param name="source">The object that has it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="ExecutionError">An id is unreadable, of another type, or there are too many.</exception>
    internal PlanTarget Of(
        PlannedFieldType field, object? source, IDictionary<string, ArgumentValue>? arguments) => field switch
        {
            { Keyed: { } keyed } => Keyed(keyed, source!),
            { Related: { } related } => Related(related, source!),
            { Entry: { TakesId: true } entry } => ById(entry, (string)arguments!["id"].Value!),
            { Entry: { } list } => PlanTarget.Table(catalog.Entity(list.ItemClrType), list),
            { Node: NodeEntry.One } => One((string)arguments!["id"].Value!),
            _ => Many([.. ((IEnumerable<object?>)arguments!["ids"].Value!).Cast<string>()])
        };

    /// <summary>What a field asks for as far as that is known without its arguments; nothing for the rest.</summary>
    internal IReadOnlyList<PlanRoot> RootsOf(PlannedFieldType field) => field switch
    {
        { Entry: { TakesId: true } entry } => [new PlanRoot(catalog.Entity(entry.ItemClrType), entry, LevelSource.Keys)],
        { Entry: { } list } => PlanTarget.Table(catalog.Entity(list.ItemClrType), list).Roots,
        _ => [],
    };

    private PlanTarget Keyed(KeyedField keyed, object source)
    {
        var type = keyed.RowType is { } row ? catalog.Entity(row, keyed.Declaration).Name : null;
        var ids = keyed.IdsOf(source, type);
        var target = ids is null ? new PlanTarget(null, []) : PlanTarget.Many(ids, name => _byId[name]);
        return target with
        {
            Row = keyed.RowOf(source),
            IsList = keyed.IsList,
            IsNonNull = !keyed.IsNullable,
            HasNonNullItems = true
        };
    }

    private PlanTarget Related(RelatedField related, object source)
    {
        if (related.Key(source) is not { } key) return new PlanTarget(null, []);
        var item = catalog.Entity(related.List.ShownClrType);
        return PlanTarget.One(
            new PlanRoot(item, related.List, LevelSource.Parents, catalog.Entity(related.ParentRow)), key);
    }

    private PlanTarget ById(ListField entry, string text)
    {
        var type = catalog.Entity(entry.ItemClrType);
        return PlanTarget.One(new PlanRoot(type, entry, LevelSource.Keys), Key(text, type.Name));
    }

    private PlanTarget One(string text)
    {
        var id = Decode(text);
        return PlanTarget.One(_byId[id.TypeName], id.Value);
    }

    private PlanTarget Many(string[] texts)
    {
        if (texts.Length > MaxNodes)
            throw new ExecutionError(NodeIdErrors.TooMany(texts.Length, MaxNodes)) { Code = "HC0076" };
        return PlanTarget.Many([.. texts.Select(Decode)], name => _byId[name]);
    }

    private NodeId Decode(string text)
        => NodeIdCodec.TryDecode(text, out var id) && _byId.TryGetValue(id.TypeName, out var root) && root.Item.IsNode
            ? id
            : throw NodeIdArgument.Unreadable(text);

    private Guid Key(string text, string typeName)
    {
        var id = Decode(text);
        return id.TypeName == typeName ? id.Value : throw new ExecutionError(NodeIdErrors.WrongType(text, typeName));
    }

    /// <summary>Rows of a type by their keys.</summary>
    /// <param name="entity">The type.</param>
    /// <param name="isNonNull">Whether a row that is missing is an error.</param>
    internal static ListField ById(EntityType entity, bool isNonNull)
    {
        var all = Expression.Lambda(Expression.Call(typeof(Rows), nameof(Rows.Of), [entity.ClrType]));
        var rows = new ListField("node", all, entity.ClrType, ListKind.First);
        return isNonNull ? rows.NonNull() : rows;
    }
}
