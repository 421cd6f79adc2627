using System.Text;

namespace PipelineGraph.Engine.Planning;

/// <summary>What the row writer needs to know of one place in the row's JSON.</summary>
/// <param name="Prefix">The name as JSON with its colon, and the comma before it when it is not the first.</param>
/// <param name="ResponseKey">The name in the response, for error paths.</param>
/// <param name="IsNonNull">Whether null here is an error that removes the enclosing object.</param>
/// <param name="TypeName">For ids: the UTF-8 name of the type; for `__typename`: its JSON text.</param>
/// <param name="Child">For holes: which child level fills it.</param>
/// <param name="Enum">For enums: the JSON text of each value.</param>
/// <param name="Value">For computed objects: how to write them.</param>
internal sealed record Slot(byte[] Prefix, string ResponseKey, bool IsNonNull, byte[]? TypeName = null, int Child = -1,
    EnumText? Enum = null, ValueWriter? Value = null);

/// <summary>The places of a row in the order in which they are written; the query refers to them by number.</summary>
internal sealed class RowLayout
{
    private readonly List<Slot> _slots = [];

    internal Slot this[int index] => _slots[index];

    /// <summary>How many separate pieces of JSON a row has: one for `nodes`, one for `edges` and so on.</summary>
    internal int Fragments { get; set; } = 1;

    internal int Add(Slot slot)
    {
        _slots.Add(slot);
        return _slots.Count - 1;
    }

    internal static byte[] Prefix(string responseKey, bool isFirst)
        => Encoding.UTF8.GetBytes($"{(isFirst ? "" : ",")}\"{responseKey}\":");
}
