using System.Text;

namespace Subscribe;

/// <summary>The cursor of the last event that was handled, on disk.</summary>
internal sealed class CursorFile(string path)
{
    public string? Read() => File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    /// <summary>Either the old cursor is in the file or the new one, whatever happens meanwhile.</summary>
    public void Store(string cursor)
    {
        using (var file = new FileStream($"{path}.new", FileMode.Create))
        {
            file.Write(Encoding.UTF8.GetBytes(cursor));
            file.Flush(flushToDisk: true);
        }

        File.Move($"{path}.new", path, overwrite: true);
    }
}
