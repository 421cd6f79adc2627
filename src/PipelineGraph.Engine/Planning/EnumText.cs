using System.Collections.Concurrent;
using System.Text;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Engine.Planning;

/// <summary>The JSON text of each value of an enum.</summary>
internal abstract class EnumText
{
    private static readonly ConcurrentDictionary<Type, EnumText> Texts = [];

    internal static EnumText Of(Type enumType)
        => Texts.GetOrAdd(enumType, static type =>
            (EnumText)Activator.CreateInstance(typeof(EnumText<>).MakeGenericType(type))!);

    internal abstract ReadOnlySpan<byte> Of(object value);
}

internal sealed class EnumText<TEnum> : EnumText where TEnum : struct, Enum
{
    private readonly Dictionary<TEnum, byte[]> _texts = Enum.GetValues<TEnum>().ToDictionary(
        value => value,
        value => Encoding.UTF8.GetBytes($"\"{EnumType.NameOf(value)}\""));

    internal ReadOnlySpan<byte> Of(TEnum value) => _texts[value];

    internal override ReadOnlySpan<byte> Of(object value) => _texts[(TEnum)value];
}
