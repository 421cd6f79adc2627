using System.Text;
using PipelineGraph.Engine.Types;
using PipelineGraph.Engine.Types.Building;

namespace PipelineGraph.Engine.Planning;

/// <summary>Turns selections on computed objects into writers, and collects the rows that they name.</summary>
internal sealed class ValueBuilder(TypeCatalog catalog, SelectionReader reader, NestedLevels nested)
{
    internal ValueWriter Writer(ValueObjectType type, SelectedField field)
    {
        var parts = new List<ValueWriter.Part>();
        foreach (var selected in reader.Collect(field.Sets, type.Name))
        {
            var prefix = RowLayout.Prefix(selected.ResponseKey, parts.Count == 0);
            parts.Add(selected.Name is "__typename"
                ? TypeName(type, selected, prefix)
                : Part(type, type.Members.First(member => member.Name == selected.Name), selected, prefix));
        }

        return new ValueWriter(parts);
    }

    private static ValueWriter.Part TypeName(ValueObjectType type, SelectedField selected, byte[] prefix)
        => new(prefix, selected.ResponseKey, _ => null) { TypeName = ProjectionBuilder.Json(type.Name) };

    private ValueWriter.Part Part(ValueObjectType owner, ValueMember member, SelectedField selected, byte[] prefix)
    {
        var scalar = member.ScalarType is { } type ? Nullable.GetUnderlyingType(type) ?? type : null;
        return new ValueWriter.Part(prefix, selected.ResponseKey, member.Read)
        {
            Wire = member.Wire,
            Enum = scalar is { IsEnum: true } ? EnumText.Of(scalar) : null,
            TypeName = member.IdTypeName is { } name ? Encoding.UTF8.GetBytes(name) : null,
            Object = member.ObjectType is { } item ? Writer(catalog.Value(item), selected) : null,
            Child = member.RowType is { } row ? nested.Add(Rows(owner, member, row, selected)) : null,
            IsList = member.IsList,
            IsNullable = member.IsNullable
        };
    }

    private NestedLevel Rows(ValueObjectType owner, ValueMember member, Type row, SelectedField selected)
    {
        var item = catalog.Entity(row);
        var byId = PlanTargets.ById(item, isNonNull: member.IsList || !member.IsNullable);
        return new NestedLevel(LevelSource.Keys, byId, selected, owner.Name)
        {
            Shown = item
        };
    }
}
