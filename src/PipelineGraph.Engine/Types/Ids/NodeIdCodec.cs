using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PipelineGraph.Engine.Types.Ids;

/// <summary>
/// Global ids as Hot Chocolate 14 and later writes them: base64 of the type name, a colon and the 16 bytes of the key
/// in .NET's order. Older forms are read too, so that an id which a client has kept stays good.
/// </summary>
public static class NodeIdCodec
{
    /// <summary>Longest id that is looked at, in characters.</summary>
    public const int MaxLength = 1024;

    private const int KeyLength = 16;
    private const int KeyTextLength = 32;   // hexadecimal, without hyphens
    private const byte Separator = (byte)':';
    private const byte LegacySeparator = (byte)'\n';
    private const byte LegacyGuid = (byte)'g';

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static readonly SearchValues<byte> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    /// <summary>Bytes that an id takes, by the length of its type name in UTF-8.</summary>
    public static int EncodedLength(int typeNameLength)
        => Base64.GetMaxEncodedToUtf8Length(typeNameLength + 1 + KeyLength);

    /// <summary>Writes an id as UTF-8, without quotes; nothing in it needs JSON escaping.</summary>
    /// <param name="typeNameUtf8">GraphQL type name.</param>
    /// <param name="id">The entity's key.</param>
    /// <param name="destination">At least <see cref="EncodedLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static int Encode(ReadOnlySpan<byte> typeNameUtf8, Guid id, Span<byte> destination)
    {
        var length = EncodedLength(typeNameUtf8.Length);
        if (destination.Length < length) throw new ArgumentException("Too short for this id.", nameof(destination));

        typeNameUtf8.CopyTo(destination);
        destination[typeNameUtf8.Length] = Separator;
        id.TryWriteBytes(destination[(typeNameUtf8.Length + 1)..]);
        Base64.EncodeToUtf8InPlace(destination, typeNameUtf8.Length + 1 + KeyLength, out _);
        return length;
    }

    /// <summary>The id as text.</summary>
    public static string Encode(string typeName, Guid id)
    {
        var name = Encoding.UTF8.GetBytes(typeName);
        var text = new byte[EncodedLength(name.Length)];
        return Encoding.ASCII.GetString(text, 0, Encode(name, id, text));
    }

    /// <inheritdoc cref="Encode(string, Guid)"/>
    public static string Encode(NodeId id) => Encode(id.TypeName, id.Value);

    /// <summary>Reads the present form, the same with the key as 32 digits, and Hot Chocolate 13's form.</summary>
    /// <returns>False when it is none of them. Padding may be missing.</returns>
    public static bool TryDecode(string? text, out NodeId id)
    {
        id = default;
        if (text is null || text.Length > MaxLength) return false;

        var digits = text.AsSpan().TrimEnd('=');
        if (digits.IsEmpty || digits.ContainsAnyExcept(Alphabet)) return false;

        Span<byte> bytes = stackalloc byte[MaxLength + 3];
        Encoding.ASCII.GetBytes(digits, bytes);
        var padded = (digits.Length + 3) & ~3;
        bytes[digits.Length..padded].Fill((byte)'=');
        return Base64.DecodeFromUtf8InPlace(bytes[..padded], out var length) == OperationStatus.Done
            && TryRead(bytes[..length], out id);
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out NodeId id)
    {
        id = default;
        var nameLength = bytes.IndexOfAnyExcept(NameCharacters);
        if (nameLength < 1) return false;

        var rest = bytes[(nameLength + 1)..];
        var read = bytes[nameLength] switch
        {
            Separator => TryKey(rest, out var key) ? key : (Guid?)null,
            LegacySeparator when rest is [LegacyGuid, .. var digits] => TryKeyText(digits, out var key) ? key : null,
            _ => null,
        };
        if (read is not { } value) return false;

        id = new NodeId(Encoding.ASCII.GetString(bytes[..nameLength]), value);
        return true;
    }

    private static bool TryKey(ReadOnlySpan<byte> bytes, out Guid key)
    {
        if (bytes.Length != KeyLength) return TryKeyText(bytes, out key);

        key = new Guid(bytes);
        return true;
    }

    private static bool TryKeyText(ReadOnlySpan<byte> digits, out Guid key)
    {
        key = default;
        return digits.Length == KeyTextLength
            && Utf8Parser.TryParse(digits, out key, out var read, 'N') && read == KeyTextLength;
    }
}
