using PipelineGraph.Engine.PersistedOperations;

namespace PipelineGraph.Engine.Tests.PersistedOperations;

/// <summary>A folder of trusted documents: `hello` greets, `count` is a mutation, `two` has two operations, `broken` is invalid.</summary>
public sealed class DocumentFolder : IDisposable
{
    public const string Hello = "query Hello($name: String) { hello(name: $name) }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("documents-");

    public DocumentFolder()
    {
        Write("hello", Hello);
        Write("count", "mutation { count }");
        Write("two", "query First { hello } query Second { numbers }");
        Write("broken", "{ nope }");
    }

    public string Path => _folder.FullName;

    public static string HashOfHello { get; } = DocumentHash.Of(Hello);

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text)
        => File.WriteAllText(System.IO.Path.Combine(Path, $"{name}.graphql"), text);
}
