using System.Text.Json;
using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Tests.Transport;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Tests.Validation;

/// <summary>The documents in tests/clients/corpus, with graphql-js's verdicts and ours.</summary>
internal static class Corpus
{
    private static readonly string Folder = NodeClients.PathOf("corpus");
    private static readonly string[] ObjectTypes = ["Deal", "Person", "Orphan"];
    private static readonly string[] SubscriptionFields = ["changed", "stalled"];
    private static readonly Schema Schema = NewSchema();
    private static readonly DocumentReader Reader = NewReader(new());

    public static Dictionary<string, string> Verdicts { get; } = JsonSerializer
        .Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Folder, "verdicts.json")))!;

    public static IReadOnlyDictionary<string, string> Documents { get; } = Directory.GetFiles(Folder, "*.corpus")
        .SelectMany(file => File.ReadAllText(file).Split("### ")[1..]
            .Select(part => part.Split('\n', 2))
            .Select(part => (Name: $"{Path.GetFileNameWithoutExtension(file)}#{part[0].Trim()}", Text: part[1])))
        .ToDictionary(document => document.Name, document => document.Text);

    public static CachedDocument Read(string text) => Reader.Read(text);

    public static CachedDocument Read(string text, LimitOptions limits) => NewReader(limits).Read(text);

    private static DocumentReader NewReader(LimitOptions limits)
    {
        var options = Options.Create(limits);
        return new(Schema, options, new RequestValidator(Schema, options, []));
    }

    private static Schema NewSchema()
    {
        var schema = GraphQL.Types.Schema.For(File.ReadAllText(Path.Combine(Folder, "schema.graphql")), builder =>
        {
            // Nothing is executed, but GraphQL.NET asks for these.
            foreach (var type in ObjectTypes) builder.Types.For(type).IsTypeOfFunc = _ => false;
            var nothing = new SourceStreamResolver<object>(_ => null!);
            var subscription = builder.Types.For("Subscription");
            foreach (var field in SubscriptionFields) subscription.FieldFor(field).StreamResolver = nothing;
        });
        schema.RegisterType(new AnyScalar());
        schema.Initialize();
        return schema;
    }
}
