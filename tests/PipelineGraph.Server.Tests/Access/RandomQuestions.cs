using System.Globalization;
using GraphQL;
using GraphQL.Types;

namespace PipelineGraph.Server.Tests.Access;

/// <summary>Queries and subscriptions that chance makes of the schema: any field, any argument, any filter and order.</summary>
/// <param name="ids">Global ids of everything there is, by type; asked for whether they fit or not.</param>
/// <param name="texts">What is looked for in texts.</param>
internal sealed class RandomQuestions(
    ISchema schema, Random random, IReadOnlyDictionary<string, string[]> ids, string[] texts, DateTime now)
{
    private const int Deep = 4;

    /// <summary>The log's end is the same for everybody, and moves with every event.</summary>
    private static readonly string[] LeftOut = ["latestEventCursor"];

    /// <summary>Would ask for a part of a list only, by where it begins.</summary>
    private static readonly string[] Cursors = ["after", "before", "last"];

    public string Query()
    {
        var fields = schema.Query.Fields.Where(field => !LeftOut.Contains(field.Name)).ToArray();
        return $"{{ {string.Join(' ', Enumerable.Range(0, random.Next(1, 4))
            .Select(i => $"{(char)('a' + i)}: {Field(One(fields), Deep)}"))} }}";
    }

    /// <summary>A selection on an object, an interface, or a type of events.</summary>
    public string Selection(string type) => Selection(schema.AllTypes[type]!, Deep);

    private string Field(FieldType field, int depth)
    {
        var shown = field.ResolvedType!.GetNamedType();
        var given = (field.Arguments ?? []).Where(argument => IsRequired(argument) || IsWanted(argument))
            .Select(argument => $"{argument.Name}: {Value(argument.ResolvedType!, argument.Name, Deep, shown.Name)}").ToList();
        var arguments = given.Count == 0 ? "" : $"({string.Join(", ", given)})";
        return field.Name + arguments + (shown is ScalarGraphType ? "" : $" {Selection(shown, depth)}");
    }

    private static bool IsRequired(QueryArgument argument)
        => argument.ResolvedType is NonNullGraphType && argument.DefaultValue is null;

    private bool IsWanted(QueryArgument argument) => !Cursors.Contains(argument.Name) && random.Next(2) == 0;

    private string Selection(IGraphType type, int depth)
    {
        if (type is not IComplexGraphType complex) return "{ __typename }";

        var chosen = new List<string> { "__typename" };
        foreach (var field in complex.Fields)
        {
            var isLeaf = field.ResolvedType!.GetNamedType() is ScalarGraphType;
            if (isLeaf ? random.Next(2) == 0 : depth > 0 && random.Next(complex.Fields.Count) < 2)
                chosen.Add(Field(field, depth - 1));
        }

        if (type is IInterfaceGraphType shared && depth > 0)
        {
            var face = One([.. shared.PossibleTypes]);
            // Aliases, because fields of one name may have other arguments there.
            chosen.Add($"... on {face.Name} {{ {string.Join(' ', face.Fields
                .Where(field => field.ResolvedType!.GetNamedType() is ScalarGraphType && random.Next(2) == 0)
                .Select(field => $"x_{field.Name}: {field.Name}").DefaultIfEmpty("__typename"))} }}");
        }

        return $"{{ {string.Join(' ', chosen)} }}";
    }

    /// <param name="about">The type whose ids would fit.</param>
    private string Value(IGraphType type, string name, int depth, string about) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => Value(inner, name, depth, about),
        ListGraphType { ResolvedType: { } inner } => $"[{string.Join(", ",
            Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(inner, name, depth, about)))}]",
        IInputObjectGraphType input when name == "order" => Order(input),
        IInputObjectGraphType input when input.Name == "PeriodInput" => $"{{ from: {At(-400, -20)}, to: {At(-19, 0)} }}",
        IInputObjectGraphType input => Input(input, depth, about),
        EnumerationGraphType choice => One([.. choice.Values]).Name,
        _ => Scalar(type.Name, name, about),
    };

    /// <summary>Some fields of an input: filters, and what is in them.</summary>
    private string Input(IInputObjectGraphType input, int depth, string about)
    {
        const string Suffix = "FilterInput";
        if (ids.ContainsKey(input.Name.Replace(Suffix, "", StringComparison.Ordinal)))
            about = input.Name.Replace(Suffix, "", StringComparison.Ordinal);
        var fields = input.Fields.Where(field => depth > 0 || field.ResolvedType!.GetNamedType() is not IInputObjectGraphType)
            .ToArray();
        var chosen = Enumerable.Range(0, random.Next(1, 3)).Select(_ => fields.Length == 0 ? null : One(fields))
            .OfType<FieldType>().DistinctBy(field => field.Name);
        return $"{{ {string.Join(", ", chosen.Select(field
            => $"{field.Name}: {Value(field.ResolvedType!, field.Name, depth - 1, about)}"))} }}";
    }

    private string Order(IInputObjectGraphType input)
    {
        var field = One([.. input.Fields.Where(field => field.ResolvedType!.GetNamedType() is EnumerationGraphType)]);
        return $"{{ {field.Name}: {(random.Next(2) == 0 ? "ASC" : "DESC")} }}";
    }

    private string Scalar(string type, string name, string about) => type switch
    {
        "ID" => $"\"{Id(name, about)}\"",
        "String" when name == "timeZone" => "\"America/New_York\"",
        "Int" or "Long" => Number(random.Next(0, 20)),
        "Float" => Number(random.Next(0, 100) / 10.0),
        "Decimal" => Number(random.Next(3) * 1_000_000),
        "Boolean" => random.Next(2) == 0 ? "true" : "false",
        "DateTime" => At(-60, 1),
        "LocalDate" or "Date" => $"\"{now.AddDays(random.Next(-60, 60)):yyyy-MM-dd}\"",
        "UUID" => $"\"{Guid.NewGuid()}\"",
        _ => $"\"{One(texts)}\"",
    };

    private string Id(string name, string about)
    {
        var type = name switch
        {
            "pipelineId" => "Pipeline",
            "dealId" => "Deal",
            "ownerId" => "SalesRep",
            "stageIds" or "toStageId" => "Stage",
            _ => ids.ContainsKey(about) ? about : One([.. ids.Keys]),
        };
        return One(ids[type]);
    }

    private string At(int from, int to) => $"\"{now.AddMinutes(random.Next(from * 1_440, to * 1_440)):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"";

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private T One<T>(T[] choices) => choices[random.Next(choices.Length)];
}
