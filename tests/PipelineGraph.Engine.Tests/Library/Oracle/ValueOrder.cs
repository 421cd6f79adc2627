using System.Text;

namespace PipelineGraph.Engine.Tests.Library.Oracle;

/// <summary>How values compare by the contract: texts by UTF-8 bytes, enums and ids as SQLite stores them.</summary>
internal static class ValueOrder
{
    /// <summary>Order of two values of one kind; null comes first.</summary>
    internal static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        (Enum a, Enum b) => string.CompareOrdinal(a.ToString(), b.ToString()),
        (GlobalId a, GlobalId b) => Compare(a.Key, b.Key),
        (Guid a, Guid b) => string.CompareOrdinal(Stored(a), Stored(b)),
        _ => ((IComparable)left).CompareTo(right)
    };

    private static string Stored(Guid key) => key.ToString("D").ToUpperInvariant();
}
