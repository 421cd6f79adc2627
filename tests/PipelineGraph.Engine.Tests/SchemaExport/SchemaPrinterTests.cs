using System.Runtime.CompilerServices;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Engine.Tests.SchemaExport;

public class SchemaPrinterTests
{
    [Fact]
    public void Sample_schema_is_printed_as_reviewed()
    {
        var printed = SchemaPrinter.Print(new SampleSchema());

        var file = Path.Combine(Folder(), "sample.graphql");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, printed);
        Assert.Equal(File.ReadAllText(file), printed);
    }

    [Fact]
    public void Printing_is_the_same_every_time()
        => Assert.Equal(SchemaPrinter.Print(new SampleSchema()), SchemaPrinter.Print(new SampleSchema()));

    [Fact]
    public void Parsed_text_has_the_types_and_members_of_the_schema()
    {
        var schema = new SampleSchema();

        var document = Parser.Parse(SchemaPrinter.Print(schema));

        Assert.Equal(Flat(schema), Flat(document));
    }

    [Fact]
    public void Parsed_descriptions_are_those_of_the_schema()
    {
        var schema = new SampleSchema();

        var document = Parser.Parse(SchemaPrinter.Print(schema));

        var deal = document.Definitions.OfType<GraphQLObjectTypeDefinition>().Single(type => type.Name == "Deal");
        Assert.Equal(schema.AllTypes["Deal"]!.Description, deal.Description?.Value.ToString());
        Assert.Equal("Value in \\ `currency`.\nNull while unknown.", deal.Fields![1].Description?.Value.ToString());
    }

    [Fact]
    public void What_nothing_uses_is_left_out()
    {
        var printed = SchemaPrinter.Print(new SampleSchema(withAuthorization: false));

        Assert.DoesNotContain("Long", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("authorize", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("ApplyPolicy", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("__", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("scalar String", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("directive @deprecated", printed, StringComparison.Ordinal);
    }

    private static List<string> Flat(SampleSchema schema)
    {
        var types = schema.AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)
            && type.Name is not ("Boolean" or "Float" or "ID" or "Int" or "Long" or "String"));
        return [.. types.SelectMany(Flat).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Flat(IGraphType type) => type switch
    {
        IComplexGraphType complex => complex.Fields.Select(field => Flat($"{type.Name}.{field.Name}",
            field.Arguments?.Select(a => $"{a.Name}:{a.ResolvedType}"), $"{field.ResolvedType}")),
        UnionGraphType union => [$"{type.Name} = {string.Join('|', union.PossibleTypes.Select(t => t.Name))}"],
        EnumerationGraphType values => values.Values.Select(value => $"{type.Name}.{value.Name}"),
        _ => [type.Name],
    };

    private static List<string> Flat(GraphQLDocument document)
        => [.. document.Definitions.OfType<GraphQLTypeDefinition>()
            .Where(type => type is not GraphQLDirectiveDefinition)
            .SelectMany(Flat).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Flat(GraphQLTypeDefinition type) => type switch
    {
        GraphQLObjectTypeDefinition definition => Flat(type, definition.Fields!),
        GraphQLInterfaceTypeDefinition definition => Flat(type, definition.Fields!),
        GraphQLInputObjectTypeDefinition definition => definition.Fields!.Select(field => Flat(
            $"{type.Name.Value}.{field.Name.Value}", null, Flat(field.Type))),
        GraphQLUnionTypeDefinition union =>
            [$"{type.Name.Value} = {string.Join('|', union.Types!.Select(t => t.Name.Value))}"],
        GraphQLEnumTypeDefinition values => values.Values!.Select(value => $"{type.Name.Value}.{value.Name.Value}"),
        _ => [type.Name.Value.ToString()],
    };

    private static IEnumerable<string> Flat(GraphQLTypeDefinition type, GraphQLFieldsDefinition fields)
        => fields.Select(field => Flat($"{type.Name.Value}.{field.Name.Value}",
            field.Arguments?.Select(a => $"{a.Name.Value}:{Flat(a.Type)}"), Flat(field.Type)));

    private static string Flat(string field, IEnumerable<string>? arguments, string type)
        => $"{field}({string.Join(' ', arguments ?? [])}): {type}";

    private static string Flat(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => Flat(required.Type) + "!",
        GraphQLListType list => $"[{Flat(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.Value.ToString(),
    };

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
