using System.Security.Claims;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Engine.Events;

/// <summary>Base of the declarations: each statement of the constructor makes one field of `Subscription`.</summary>
public abstract class SubscriptionType
{
    private readonly List<SubscriptionField> _streams = [];

    internal IReadOnlyList<SubscriptionField> Streams => _streams;

    /// <summary>Who may use its fields; empty: everybody.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>The type's documentation, if this declaration gives it.</summary>
    public string? Documentation { get; private set; }

    /// <summary>Sets the type's documentation.</summary>
    protected void Description(string text) => Documentation = text;

    /// <summary>Only callers with one of these roles may use its fields; others get `AUTH_NOT_AUTHORIZED`.</summary>
    protected void AllowedTo(params string[] roles) => Roles = roles;

    /// <summary>Events of the log, from a cursor on; the argument `after` comes last, by itself.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="shownType">The object type or interface that shows the events.</param>
    /// <param name="select">Which events, by the field's arguments.</param>
    protected SubscriptionField Stream(string name, string shownType, Func<StreamArguments, EventSelection> select)
    {
        var stream = new SubscriptionField(name, shownType, select);
        _streams.Add(stream);
        return stream;
    }
}

/// <summary>One field of `Subscription`.</summary>
public sealed class SubscriptionField
{
    internal const string After = "after";

    internal SubscriptionField(string name, string shownType, Func<StreamArguments, EventSelection> select)
        => (Name, ShownType, Select) = (name, shownType, select);

    internal string Name { get; }

    internal string ShownType { get; }

    internal Func<StreamArguments, EventSelection> Select { get; }

    internal string? Documentation { get; private set; }

    internal QueryArguments Arguments { get; } = [];

    /// <summary>Sets the documentation that clients read.</summary>
    public SubscriptionField Description(string text)
    {
        Documentation = text;
        return this;
    }

    /// <summary>Adds an argument.</summary>
    public SubscriptionField Argument(string name, IGraphType type, string description)
    {
        Arguments.Add(new QueryArgument(type) { Name = name, Description = description });
        return this;
    }
}

/// <summary>The arguments of a subscription's field.</summary>
public readonly struct StreamArguments
{
    private readonly IDictionary<string, ArgumentValue>? _values;

    internal StreamArguments(IDictionary<string, ArgumentValue>? values, ClaimsPrincipal? user)
        => (_values, User) = (values, user);

    /// <summary>Who subscribes.</summary>
    public ClaimsPrincipal? User { get; }

    /// <summary>The key in a global id of a type; null without one.</summary>
    /// <exception cref="ExecutionError">It is unreadable, or of another type.</exception>
    public Guid? Key(string name, string typeName)
        => Text(name) is { } text ? NodeIdArgument.Key(text, typeName) : null;

    /// <summary>The values of a list of an enum; null without the list.</summary>
    public IReadOnlyList<T>? Among<T>(string name) where T : struct, Enum
        => Value(name) is System.Collections.IEnumerable list ? [.. list.Cast<T>()] : null;

    /// <summary>A text; null without one.</summary>
    public string? Text(string name) => Value(name) as string;

    private object? Value(string name)
        => _values is not null && _values.TryGetValue(name, out var value) ? value.Value : null;
}
