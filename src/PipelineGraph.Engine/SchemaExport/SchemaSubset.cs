using GraphQL.Types;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>Some types of a schema, as <c>?sdl&amp;types=Deal,Stage</c> asks for them.</summary>
public static class SchemaSubset
{
    /// <summary>Prints the named types in the order given, without what they refer to.</summary>
    /// <param name="schema">The schema to look in.</param>
    /// <param name="types">Type names, separated by commas.</param>
    /// <exception cref="SchemaSubsetException">No name, text that is no name, or no such type.</exception>
    public static string Print(ISchema schema, string? types)
    {
        if (string.IsNullOrWhiteSpace(types)) throw SchemaSubsetException.Empty();

        schema.Initialize();
        return SchemaPrinter.Print(schema, Names(types).Select(name => Find(schema, name)).ToList());
    }

    /// <summary>Name of the file that the answer is saved as.</summary>
    public static string FileName(string types)
        => Names(types) is [var only] ? $"{only}.graphql" : "types.graphql";

    private static List<string> Names(string types)
        => [.. types.Split(',', StringSplitOptions.TrimEntries).Distinct()];

    private static IGraphType Find(ISchema schema, string name)
        => !IsName(name) ? throw SchemaSubsetException.InvalidName(name)
            : schema.AllTypes[name] ?? throw SchemaSubsetException.Unknown(name);

    private static bool IsName(string text)
        => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
