using System.Text.Json;

namespace PipelineGraph.Engine.Tests.Library;

internal static class JsonPath
{
    /// <summary>The value that lies behind the names.</summary>
    internal static JsonElement At(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) element = element.GetProperty(name);
        return element;
    }
}
