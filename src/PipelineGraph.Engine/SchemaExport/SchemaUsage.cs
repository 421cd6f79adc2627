using GraphQL;
using GraphQL.Types;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>What composite types refer to: GraphQL.NET also registers scalars that nothing uses.</summary>
internal sealed class SchemaUsage
{
    private static readonly HashSet<string> SpecifiedScalars = ["Boolean", "Float", "ID", "Int", "String"];
    private static readonly HashSet<string> SpecifiedDirectives = ["deprecated", "include", "skip"];

    private readonly HashSet<string> _types = [];
    private readonly HashSet<string> _directives = [];
    private readonly ISchema _schema;

    private SchemaUsage(ISchema schema) => _schema = schema;

    public static SchemaUsage Of(ISchema schema)
    {
        var usage = new SchemaUsage(schema);
        foreach (var type in schema.AllTypes)
        {
            if (!IsIntrospection(type) && type is not ScalarGraphType) usage.Visit(type);
        }

        usage.VisitDirectives(schema);
        return usage;
    }

    public bool IsPrinted(IGraphType type)
        => _types.Contains(type.Name) && !SpecifiedScalars.Contains(type.Name) && !IsIntrospection(type);

    public bool IsPrinted(Directive directive)
        => _directives.Contains(directive.Name) && !SpecifiedDirectives.Contains(directive.Name);

    private static bool IsIntrospection(IGraphType type) => type.Name.StartsWith("__", StringComparison.Ordinal);

    private void Visit(IGraphType type)
    {
        if (!_types.Add(type.Name)) return;

        VisitDirectives(type);
        if (type is EnumerationGraphType enumeration)
        {
            foreach (var value in enumeration.Values) VisitDirectives(value);
        }

        foreach (var field in (type as IComplexGraphType)?.Fields ?? [])
        {
            VisitDirectives(field);
            Visit(field.ResolvedType!.GetNamedType());
            VisitArguments(field.Arguments);
        }
    }

    private void VisitArguments(QueryArguments? arguments)
    {
        foreach (var argument in arguments ?? [])
        {
            VisitDirectives(argument);
            Visit(argument.ResolvedType!.GetNamedType());
        }
    }

    private void VisitDirectives(IMetadataReader element)
    {
        foreach (var applied in element.GetAppliedDirectives() ?? [])
        {
            if (_directives.Add(applied.Name)) VisitArguments(_schema.Directives.Find(applied.Name)?.Arguments);
        }
    }
}
