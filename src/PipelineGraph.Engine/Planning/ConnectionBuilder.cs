using System.Linq.Expressions;
using PipelineGraph.Engine.Paging;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Fields;

namespace PipelineGraph.Engine.Planning;

/// <summary>Reads what is selected of a connection: each `nodes` and `edges` is a piece of every row's JSON.</summary>
internal sealed class ConnectionBuilder(SelectionReader reader, ProjectionBuilder projection, RowLayout layout)
{
    private readonly List<Func<Expression, ParameterExpression, Expression>> _fragments = [];
    private bool _wantsCursors;

    internal ConnectionPlan Plan { get; private set; } = null!;

    internal ConnectionBuilder Build(SelectedField field, ListField list, EntityType item)
    {
        var name = ConnectionTypes.NameOf(list.Name);
        var parts = new List<ConnectionPart>();
        foreach (var selected in reader.Collect(field.Sets, name))
            parts.Add(Part(selected, RowLayout.Prefix(selected.ResponseKey, parts.Count == 0), list, item));

        layout.Fragments = _fragments.Count;
        Plan = new ConnectionPlan(parts, _wantsCursors);
        return this;
    }

    /// <summary>The chain of a row: its keys, then its pieces.</summary>
    internal Expression Chain(Expression keys, ParameterExpression row)
        => _fragments.Aggregate(keys, (chain, fragment) => fragment(chain, row));

    private ConnectionPart Part(SelectedField selected, byte[] prefix, ListField list, EntityType item) => selected.Name switch
    {
        "nodes" => new ConnectionPart(prefix, selected.ResponseKey, ConnectionField.Nodes, Nodes(selected, item)),
        "edges" => new ConnectionPart(prefix, selected.ResponseKey, ConnectionField.Edges, Edges(selected, list, item)),
        "totalCount" => new ConnectionPart(prefix, selected.ResponseKey, ConnectionField.TotalCount),
        "pageInfo" => new ConnectionPart(prefix, selected.ResponseKey, ConnectionField.PageInfo, PageInfo: PageInfo(selected)),
        _ => new ConnectionPart(prefix, selected.ResponseKey, ConnectionField.TypeName,
            TypeName: ProjectionBuilder.Json(ConnectionTypes.NameOf(list.Name)))
    };

    private int Nodes(SelectedField selected, EntityType item) => Add((chain, row) =>
    {
        var fields = reader.Collect(selected.Sets, item.Name);
        return projection.Object(chain, fields, new ProjectionBuilder.Position(row, item, false, []));
    });

    private int Edges(SelectedField selected, ListField list, EntityType item)
    {
        var edgeName = ConnectionTypes.EdgeNameOf(list.Name);
        var fields = reader.Collect(selected.Sets, edgeName);
        _wantsCursors |= fields.Any(field => field.Name is "cursor");
        return Add((chain, row) =>
        {
            var isFirst = true;
            foreach (var field in fields)
            {
                chain = EdgeField(chain, field, RowLayout.Prefix(field.ResponseKey, isFirst), row, item, edgeName);
                isFirst = false;
            }

            return chain;
        });
    }

    private MethodCallExpression EdgeField(
        Expression chain, SelectedField field, byte[] prefix, ParameterExpression row, EntityType item, string edgeName)
    {
        if (field.Name is "cursor")
            return ProjectionBuilder.Call(chain, nameof(RowWriter.Cursor), projection.Place(new Slot(prefix, field.ResponseKey, true)));
        if (field.Name is not "node")
            return ProjectionBuilder.Call(chain, nameof(RowWriter.TypeName),
                projection.Place(new Slot(prefix, field.ResponseKey, true, ProjectionBuilder.Json(edgeName))));

        var node = ProjectionBuilder.Call(chain, nameof(RowWriter.Open),
            projection.Place(new Slot(prefix, field.ResponseKey, true)), Expression.Constant(true));
        var fields = reader.Collect(field.Sets, item.Name);
        var inner = projection.Object(node, fields, new ProjectionBuilder.Position(row, item, false, [field.ResponseKey]));
        return ProjectionBuilder.Call(inner, nameof(RowWriter.Close));
    }

    private List<PageInfoPart> PageInfo(SelectedField selected)
    {
        var parts = new List<PageInfoPart>();
        foreach (var field in reader.Collect(selected.Sets, "PageInfo"))
        {
            var kind = field.Name is "__typename"
                ? PageInfoField.TypeName
                : Enum.Parse<PageInfoField>(field.Name, ignoreCase: true);
            _wantsCursors |= kind is PageInfoField.StartCursor or PageInfoField.EndCursor;
            parts.Add(new PageInfoPart(RowLayout.Prefix(field.ResponseKey, parts.Count == 0), kind));
        }

        return parts;
    }

    private int Add(Func<Expression, ParameterExpression, Expression> content)
    {
        _fragments.Add((chain, row) => ProjectionBuilder.Call(
            content(ProjectionBuilder.Call(chain, nameof(RowWriter.Fragment)), row), nameof(RowWriter.EndFragment)));
        return _fragments.Count - 1;
    }
}
