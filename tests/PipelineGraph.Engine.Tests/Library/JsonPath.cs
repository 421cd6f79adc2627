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

    /// <summary>The value at a path such as <c>errors.0.message</c>.</summary>
    internal static JsonElement Dig(this JsonElement element, string path) => path.Split('.').Aggregate(element,
        (at, step) => int.TryParse(step, out var index) ? at[index] : at.GetProperty(step));
}
