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

    private readonly Dictionary<string, ListField> _byId = catalog.Entities.Where(entity => entity.IsNode)
        .ToDictionary(entity => entity.Name, ById, StringComparer.Ordinal);

    /// <exception cref="ExecutionError">An id is unreadable, of another type, or there are too many.</exception>
    internal PlanTarget Of(PlannedFieldType field, IDictionary<string, ArgumentValue>? arguments)
    {
        if (field.Entry is { TakesId: true } entry)
        {
            var type = catalog.Entity(entry.ItemClrType);
            return PlanTarget.One(type, entry, Key((string)arguments!["id"].Value!, type.Name));
        }

        return field switch
        {
            { Entry: { } list } => PlanTarget.Table(catalog.Entity(list.ItemClrType), list),
            { Node: NodeEntry.One } => One((string)arguments!["id"].Value!),
            _ => Many([.. ((IEnumerable<object?>)arguments!["ids"].Value!).Cast<string>()])
        };
    }

    private PlanTarget One(string text)
    {
        var id = Decode(text);
        return PlanTarget.One(catalog.Entity(id.TypeName)!, _byId[id.TypeName], id.Value);
    }

    private PlanTarget Many(string[] texts)
    {
        if (texts.Length > MaxNodes)
            throw new ExecutionError(NodeIdErrors.TooMany(texts.Length, MaxNodes)) { Code = "HC0076" };
        return PlanTarget.Many([.. texts.Select(Decode)], name => (catalog.Entity(name)!, _byId[name]));
    }

    private NodeId Decode(string text)
        => NodeIdCodec.TryDecode(text, out var id) && _byId.ContainsKey(id.TypeName)
            ? id
            : throw new ExecutionError(NodeIdErrors.InvalidFormat)
            {
                Extensions = new Dictionary<string, object?> { [NodeIdErrors.OriginalValue] = text }
            };

    private Guid Key(string text, string typeName)
    {
        var id = Decode(text);
        return id.TypeName == typeName ? id.Value : throw new ExecutionError(NodeIdErrors.WrongType(text, typeName));
    }

    private static ListField ById(EntityType entity)
    {
        var all = Expression.Lambda(Expression.Call(typeof(Rows), nameof(Rows.Of), [entity.ClrType]));
        return new ListField("node", all, entity.ClrType, ListKind.First).WithId();
    }
}
