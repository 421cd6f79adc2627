using System.Text;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>Writes definitions: a blank line between them, members indented by two, arguments on one line.</summary>
internal sealed class DefinitionWriter(ISchema schema)
{
    private const string Indent = "  ";

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Schema()
    {
        Start(schema.Description).Append("schema");
        AppliedDirectives(schema);
        _text.Append(" {\n");
        Operation("query", schema.Query);
        Operation("mutation", schema.Mutation);
        Operation("subscription", schema.Subscription);
        _text.Append("}\n");
    }

    public void Type(IGraphType type)
    {
        Start(type.Description).Append(Keyword(type)).Append(' ').Append(type.Name);
        if (type is IImplementInterfaces { ResolvedInterfaces.Count: > 0 } implementing)
        {
            _text.Append(" implements ").AppendJoin(" & ", implementing.ResolvedInterfaces.Select(i => i.Name));
        }

        AppliedDirectives(type);
        if (type is UnionGraphType union)
        {
            _text.Append(" = ").AppendJoin(" | ", union.PossibleTypes.Select(member => member.Name));
        }

        Members(type);
        _text.Append('\n');
    }

    public void Directive(Directive directive)
    {
        Start(directive.Description).Append("directive @").Append(directive.Name);
        Arguments(directive.Arguments);
        _text.Append(directive.Repeatable ? " repeatable on " : " on ")
            .AppendJoin(" | ", directive.Locations.Select(LocationName)).Append('\n');
    }

    private static string Keyword(IGraphType type) => type switch
    {
        IInterfaceGraphType => "interface",
        IObjectGraphType => "type",
        UnionGraphType => "union",
        IInputObjectGraphType => "input",
        EnumerationGraphType => "enum",
        _ => "scalar",
    };

    private StringBuilder Start(string? description)
    {
        if (_text.Length > 0) _text.Append('\n');
        Description(description, "");
        return _text;
    }

    private void Operation(string kind, IObjectGraphType? root)
    {
        if (root is not null) _text.Append(Indent).Append(kind).Append(": ").Append(root.Name).Append('\n');
    }

    private void Members(IGraphType type)
    {
        if (type is IComplexGraphType complex) Block(complex.Fields, Field);
        if (type is EnumerationGraphType enumeration) Block(enumeration.Values, EnumValue);
    }

    private void Block<T>(IEnumerable<T> members, Action<T> write)
    {
        _text.Append(" {\n");
        foreach (var member in members) write(member);
        _text.Append('}');
    }

    private void EnumValue(EnumValueDefinition value)
    {
        Description(value.Description, Indent);
        _text.Append(Indent).Append(value.Name);
        AppliedDirectives(value);
        _text.Append('\n');
    }

    private void Field(FieldType field)
    {
        Description(field.Description, Indent);
        _text.Append(Indent).Append(field.Name);
        Arguments(field.Arguments);
        _text.Append(": ").Append(field.ResolvedType);
        Default(field.ResolvedType!, field.DefaultValue);
        AppliedDirectives(field);
        _text.Append('\n');
    }

    private void Arguments(QueryArguments? arguments)
    {
        if (arguments is not { Count: > 0 }) return;

        var separator = '(';
        foreach (var argument in arguments)
        {
            _text.Append(separator);
            if (!string.IsNullOrWhiteSpace(argument.Description))
            {
                _text.Description(argument.Description, Indent).Append(' ');
            }

            _text.Append(argument.Name).Append(": ").Append(argument.ResolvedType);
            Default(argument.ResolvedType!, argument.DefaultValue);
            AppliedDirectives(argument);
            separator = ' ';
        }

        _text.Append(')');
    }

    private void Default(IGraphType type, object? value)
    {
        if (value is not null) _text.Append(" = ").Value(value as GraphQLValue ?? type.ToAST(value));
    }

    private void AppliedDirectives(IMetadataReader element) => _text.AppliedDirectives(schema, element);

    private void Description(string? description, string indent)
    {
        if (!string.IsNullOrWhiteSpace(description)) _text.Append(indent).Description(description, indent).Append('\n');
    }

    /// <summary><c>FieldDefinition</c> is <c>FIELD_DEFINITION</c>.</summary>
    private static string LocationName(DirectiveLocation location)
        => string.Concat(location.ToString()
            .Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
