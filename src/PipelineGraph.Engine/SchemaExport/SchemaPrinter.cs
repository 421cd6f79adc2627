using GraphQL.Types;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>
/// The schema as SDL in Hot Chocolate 15's layout: a schema file kept in a repository does not change with the server.
/// </summary>
/// <remarks>
/// Order: schema, interfaces, objects, unions, inputs, enums, directives, scalars; by name (ordinal) inside each group,
/// members as declared. Specification scalars and directives, introspection types and what nothing uses are left out.
/// </remarks>
public static class SchemaPrinter
{
    /// <summary>Prints all of an initialized or not yet initialized schema; the text ends with one line feed.</summary>
    public static string Print(ISchema schema)
    {
        schema.Initialize();
        var used = SchemaUsage.Of(schema);
        var named = schema.AllTypes.OrderBy(type => type.Name, StringComparer.Ordinal)
            .Where(type => used.IsPrinted(type)).ToLookup(Group);
        var writer = new DefinitionWriter(schema);

        writer.Schema();
        for (var group = Kind.Interface; group <= Kind.Enum; group++) WriteAll(writer, named[group]);
        foreach (var directive in schema.Directives.OrderBy(directive => directive.Name, StringComparer.Ordinal))
        {
            if (used.IsPrinted(directive)) writer.Directive(directive);
        }

        WriteAll(writer, named[Kind.Scalar]);
        return writer.ToString();
    }

    /// <summary>Prints these types only, in the order given, without what they refer to.</summary>
    public static string Print(ISchema schema, IEnumerable<IGraphType> types)
    {
        var writer = new DefinitionWriter(schema);
        WriteAll(writer, types);
        return writer.ToString();
    }

    private static void WriteAll(DefinitionWriter writer, IEnumerable<IGraphType> types)
    {
        foreach (var type in types) writer.Type(type);
    }

    private static Kind Group(IGraphType type) => type switch
    {
        IInterfaceGraphType => Kind.Interface,
        IObjectGraphType => Kind.Object,
        UnionGraphType => Kind.Union,
        IInputObjectGraphType => Kind.Input,
        EnumerationGraphType => Kind.Enum,
        _ => Kind.Scalar,
    };

    private enum Kind
    {
        Interface,
        Object,
        Union,
        Input,
        Enum,
        Scalar,
    }
}
