namespace PipelineGraph.Domain;

/// <summary>Collects the faults of an input, so that the caller hears of all of them at once.</summary>
internal sealed class InputCheck
{
    private readonly List<InputFault> _faults;
    private readonly string _path;

    public InputCheck() => (_faults, _path) = ([], "");

    private InputCheck(InputCheck parent, string path) => (_faults, _path) = (parent._faults, parent._path + path);

    /// <summary>What the cleaning of an input finds wrong with it.</summary>
    public static IReadOnlyList<InputFault> FaultsOf<T>(Func<InputCheck, T> clean)
    {
        var check = new InputCheck();
        clean(check);
        return check._faults;
    }

    /// <summary>The cleaned input.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with it.</exception>
    public static T Passed<T>(Func<InputCheck, T> clean)
    {
        var check = new InputCheck();
        var cleaned = clean(check);
        check.ThrowIfAny();
        return cleaned;
    }

    /// <summary>The check of what is nested at a path, which ends in a point: <c>stages.0.</c></summary>
    public InputCheck Under(string path) => new(this, path);

    /// <summary>Notes a fault, unless the field has one already: the first is the cause of the others.</summary>
    public void That(bool holds, string field, string message)
    {
        var path = _path + field;
        if (!holds && !_faults.Exists(fault => fault.Field == path)) _faults.Add(new InputFault(path, message));
    }

    /// <summary>A text that must say something.</summary>
    public string Required(string field, string? text, int maximumLength)
    {
        That(!string.IsNullOrWhiteSpace(text), field, "It must not be blank.");
        return Optional(field, text, maximumLength) ?? "";
    }

    /// <summary>A text that may be absent; a blank one is taken as absent.</summary>
    public string? Optional(string field, string? text, int maximumLength)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;

        That(text.Length <= maximumLength, field, $"It must not be longer than {maximumLength} characters.");
        That(IsStorable(text), field, "It contains U+0000 or half of a surrogate pair.");
        return text;
    }

    public Change<string>? Required(string field, Change<string>? change, int maximumLength)
        => change is { } set ? Required(field, set.Value, maximumLength) : change;

    public Change<string?>? Optional(string field, Change<string?>? change, int maximumLength)
        => change is { } set ? new Change<string?>(Optional(field, set.Value, maximumLength)) : change;

    public void ThrowIfAny()
    {
        if (_faults.Count > 0) throw new InvalidInputException(_faults);
    }

    private static bool IsStorable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')) return !text.Contains('\0');

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return !text.Contains('\0');
    }
}
