using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.Tests.Execution;

public class DocumentCacheTests
{
    private readonly List<string> _read = [];

    [Fact]
    public void The_document_used_longest_ago_makes_room()
    {
        var cache = new DocumentCache(Read, maxEntries: 2);

        foreach (var text in (string[])["a", "b", "a", "c", "a", "b"]) cache.GetOrAdd(text);

        Assert.Equal(["a", "b", "c", "b"], _read);
        Assert.Equal(2, cache.Count);
    }

    [Fact]
    public void Long_documents_count_by_their_length()
    {
        var cache = new DocumentCache(Read, maxEntries: 100, maxCharacters: 10);

        foreach (var text in (string[])["aaaa", "bbbb", "cccc", "too long to keep"]) cache.GetOrAdd(text);

        Assert.Equal(0, cache.Count);
        cache.GetOrAdd("cccc");
        Assert.Equal(1, cache.Count);
    }

    private CachedDocument Read(string text)
    {
        _read.Add(text);
        return new(null, []);
    }
}
