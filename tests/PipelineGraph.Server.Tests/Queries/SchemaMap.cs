using GraphQL;
using GraphQL.Types;

namespace PipelineGraph.Server.Tests.Queries;

/// <summary>The shortest ways from the root to every type that can be filtered, sorted or shown.</summary>
internal sealed class SchemaMap
{
    private readonly ISchema _schema;

    public SchemaMap(ISchema schema)
    {
        (_schema = schema).Initialize();
        Filters = Reach(type => Inputs($"{type}FilterInput"));
        Sorts = Reach(type => Inputs($"{type}SortInput"));
        Objects = Reach(type => Fields(type).Where(field => !IsLeaf(field)).Select(field => field.Name));
    }

    public IReadOnlyList<Place> Filters { get; }

    public IReadOnlyList<Place> Sorts { get; }

    public IReadOnlyList<Place> Objects { get; }

    public IEnumerable<FieldType> Fields(string type) => ((IComplexGraphType)_schema.AllTypes[type]!).Fields;

    public bool Has(string type) => _schema.AllTypes[type] is not null;

    public bool IsEnum(string type) => _schema.AllTypes[type] is EnumerationGraphType;

    /// <summary>Fields that show no object.</summary>
    public IEnumerable<string> Leaves(string type) => Fields(type).Where(IsLeaf).Select(field => field.Name);

    public (Step Step, string TypeName) Follow(string type, string name)
    {
        var field = Fields(type).First(field => field.Name == name);
        var shown = NameOf(field);
        var shape = shown.EndsWith("Connection", StringComparison.Ordinal) ? Shape.Connection
            : IsList(field.ResolvedType!) ? Shape.List : Shape.One;
        if (shape is Shape.Connection) shown = NameOf(Fields(shown).First(each => each.Name == "nodes"));
        return (new Step(name, shape), shown);
    }

    public static string NameOf(FieldType field) => field.ResolvedType!.GetNamedType().Name;

    public static bool IsLeaf(FieldType field) => field.ResolvedType!.GetNamedType() is ScalarGraphType;

    /// <summary>The input holds operations on a value, rather than fields of another row.</summary>
    public static bool IsOperations(string input) => input.EndsWith("OperationFilterInput", StringComparison.Ordinal);

    /// <summary>A list that can be filtered and sorted, and asked for without anything else.</summary>
    private static bool IsOpen(FieldType field)
        => field.Arguments?.Find("where") is not null && field.Arguments.Find("order") is not null
        && field.Arguments.All(argument => argument.ResolvedType is not NonNullGraphType || argument.DefaultValue is not null);

    private static bool IsList(IGraphType type)
        => type is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType };

    /// <summary>Fields of an input that go on to the input of another type.</summary>
    private IEnumerable<string> Inputs(string input) => !Has(input) ? [] : Fields(input)
        .Where(field => field.Name is not ("and" or "or") && !IsLeaf(field))
        .Where(field => !IsOperations(NameOf(field)))
        .Select(field => field.Name);

    private List<Place> Reach(Func<string, IEnumerable<string>> next)
    {
        var found = new List<Place>();
        foreach (var root in _schema.Query.Fields.Where(IsOpen))
        {
            var (step, type) = Follow("Query", root.Name);
            found.Add(new Place(root.Name, step.Shape, type, []));
        }

        for (var i = 0; i < found.Count; i++)
        {
            var from = found[i];
            foreach (var (step, type) in next(from.TypeName).Select(name => Follow(from.TypeName, name)).ToList())
            {
                if (found.TrueForAll(place => place.TypeName != type)) found.Add(from.To(step, type));
            }
        }
        return found;
    }
}
