using System.Text;
using GraphQL.Types;

namespace PipelineGraph.Engine.Types;

/// <summary>The declaration of an enum: its documentation and that of every value.</summary>
public abstract class EnumType(Type clrType)
{
    /// <summary>The .NET enum.</summary>
    public Type ClrType { get; } = clrType;

    internal EnumerationGraphType Graph { get; } = new() { Name = clrType.Name };

    /// <summary>Name of a value on the wire: `ClosedWon` is `CLOSED_WON`.</summary>
    public static string NameOf(Enum value) => NameOf(value.ToString());

    internal static string NameOf(string member)
    {
        var name = new StringBuilder(member.Length + 4);
        for (var i = 0; i < member.Length; i++)
        {
            if (i > 0 && char.IsUpper(member[i]) && char.IsLower(member[i - 1])) name.Append('_');
            name.Append(char.ToUpperInvariant(member[i]));
        }

        return name.ToString();
    }
}

/// <summary>Base of the declarations: the constructor describes the enum and each of its values.</summary>
public class EnumType<TEnum> : EnumType where TEnum : struct, Enum
{
    public EnumType(string? description = null) : base(typeof(TEnum))
    {
        Graph.Description = description;
        foreach (var value in Enum.GetValues<TEnum>()) Graph.Add(NameOf(value), value);
    }

    /// <summary>Sets a value's documentation.</summary>
    public EnumType<TEnum> Value(TEnum value, string description)
    {
        Graph.Values.First(v => Equals(v.Value, value)).Description = description;
        return this;
    }
}
