using System.Text;
using CsCheck;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Tests.Types.Ids;

public class NodeIdCodecTests
{
    private static readonly Guid Key = new("3f2504e0-4f89-11d3-9a0c-0305e82c3301");
    private static readonly NodeId Deal = new("Deal", Key);

    private static readonly Gen<string> Names = Gen.Select(
        Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ_"], Gen.String[Gen.Char.AlphaNumeric, 0, 40], (head, tail) => head + tail);

    [Fact]
    public void Id_is_what_hot_chocolate_writes()
        => Assert.Equal("RGVhbDrgBCU/iU/TEZoMAwXoLDMB", NodeIdCodec.Encode(Deal));

    [Theory]
    [InlineData("RGVhbDrgBCU/iU/TEZoMAwXoLDMB")]
    [InlineData("RGVhbDozZjI1MDRlMDRmODkxMWQzOWEwYzAzMDVlODJjMzMwMQ==")]   // 32 digits after the colon
    [InlineData("RGVhbDozZjI1MDRlMDRmODkxMWQzOWEwYzAzMDVlODJjMzMwMQ")]     // padding lost
    [InlineData("RGVhbDozZjI1MDRlMDRmODkxMWQzOWEwYzAzMDVlODJjMzMwMQ=")]
    [InlineData("RGVhbApnM2YyNTA0ZTA0Zjg5MTFkMzlhMGMwMzA1ZTgyYzMzMDE=")]   // version 13
    public void Every_form_that_hot_chocolate_wrote_is_read(string text)
    {
        var read = NodeIdCodec.TryDecode(text, out var id);

        Assert.True(read);
        Assert.Equal(Deal, id);
    }

    [Fact]
    public void Any_id_survives_the_round_trip() => Gen.Select(Names, Gen.Guid).Sample((name, key) =>
        NodeIdCodec.TryDecode(NodeIdCodec.Encode(name, key), out var id) && id == new NodeId(name, key)
        && NodeIdCodec.TryDecode(NodeIdCodec.Encode(name, key).TrimEnd('='), out id) && id == new NodeId(name, key));

    [Fact]
    public void Any_id_is_base64_of_name_colon_and_key_bytes() => Gen.Select(Names, Gen.Guid).Sample((name, key) =>
        NodeIdCodec.Encode(name, key)
            == Convert.ToBase64String([.. Encoding.UTF8.GetBytes(name + ":"), .. key.ToByteArray()]));

    [Fact]
    public void Any_older_form_is_read() => Gen.Select(Names, Gen.Guid).Sample((name, key) =>
        NodeIdCodec.TryDecode(Base64($"{name}:{key:N}"), out var text) && text == new NodeId(name, key)
        && NodeIdCodec.TryDecode(Base64($"{name}\ng{key:N}"), out var legacy) && legacy == new NodeId(name, key));

    [Fact]
    public void Any_text_is_decoded_or_refused_without_an_exception()
        => Gen.String.Sample(text => NodeIdCodec.TryDecode(text, out _) || true);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("A")]
    [InlineData("not an id")]
    [InlineData("RGVhbDrgBCU_iU_TEZoMAwXoLDMB")]    // URL-safe alphabet
    [InlineData("RGVhbDrg BCU/iU/TEZoMAwXoLDMB")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public void Text_that_is_no_id_is_refused(string? text)
    {
        var read = NodeIdCodec.TryDecode(text, out var id);

        Assert.False(read);
        Assert.Equal(default, id);
    }

    [Theory]
    [InlineData("Deal:42")]
    [InlineData("Deal\ni42")]
    [InlineData("Deal\ng42")]
    [InlineData("Deal\nd3f2504e04f8911d39a0c0305e82c3301")]
    [InlineData(":3f2504e04f8911d39a0c0305e82c3301")]
    [InlineData("Deal;3f2504e04f8911d39a0c0305e82c3301")]
    [InlineData("Deal:3f2504e04f8911d39a0c0305e82c33010")]
    [InlineData("Deal:3f2504e04f8911d39a0c0305e82c330g")]
    [InlineData("Deal")]
    [InlineData("Déal:3f2504e04f8911d39a0c0305e82c3301")]
    public void Base64_of_something_else_is_refused(string content)
        => Assert.False(NodeIdCodec.TryDecode(Base64(content), out _));

    [Fact]
    public void Id_is_looked_at_up_to_1024_characters()
    {
        var longest = NodeIdCodec.Encode(new string('A', 1024 / 4 * 3 - 17), Key);

        Assert.Equal(1024, longest.Length);
        Assert.True(NodeIdCodec.TryDecode(longest, out _));
        Assert.False(NodeIdCodec.TryDecode(longest + "====", out _));
    }

    [Fact]
    public void Writing_straight_to_a_buffer_gives_the_same_bytes_and_allocates_nothing()
    {
        var buffer = new byte[NodeIdCodec.EncodedLength(4)];
        NodeIdCodec.Encode("Deal"u8, Key, buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var written = NodeIdCodec.Encode("Deal"u8, Key, buffer);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(NodeIdCodec.Encode(Deal), Encoding.ASCII.GetString(buffer, 0, written));
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Buffer_that_is_too_short_is_an_error()
        => Assert.Throws<ArgumentException>(() => NodeIdCodec.Encode("Deal"u8, Key, new byte[27]));

    [Fact]
    public void Clients_are_told_what_is_wrong_in_hot_chocolates_words()
    {
        Assert.Equal("The ID `x` is not an ID of `Deal`.", NodeIdErrors.WrongType("x", "Deal"));
        Assert.Equal("The maximum number of nodes that can be fetched at once is 50. This selection tried to fetch 51"
            + " nodes that exceeded the maximum allowed amount.", NodeIdErrors.TooMany(51, 50));
    }

    private static string Base64(string content) => Convert.ToBase64String(Encoding.UTF8.GetBytes(content));
}
