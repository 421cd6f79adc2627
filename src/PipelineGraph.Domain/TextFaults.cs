namespace PipelineGraph.Domain;

/// <summary>What is wrong with a text by itself, for inputs that are refused before the verb is reached.</summary>
public static class TextFaults
{
    /// <summary>Of a text that must say something.</summary>
    public static IReadOnlyList<InputFault> OfRequired(string field, string? text, int maximumLength)
        => InputCheck.FaultsOf(check => check.Required(field, text, maximumLength));

    /// <summary>Of a text that may be absent.</summary>
    public static IReadOnlyList<InputFault> OfOptional(string field, string? text, int maximumLength)
        => InputCheck.FaultsOf(check => check.Optional(field, text, maximumLength));
}
