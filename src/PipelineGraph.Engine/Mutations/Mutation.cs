using PipelineGraph.Engine.Mutations.Inputs;

namespace PipelineGraph.Engine.Mutations;

/// <summary>The declaration of one mutation.</summary>
public abstract class Mutation
{
    private readonly List<Type> _refusals = [];
    private string[] _roles = [];

    private protected Mutation(string name, Type input, Type payload)
        => (Name, InputType, PayloadType) = (name, input, payload);

    /// <summary>Name of the field.</summary>
    public string Name { get; }

    /// <summary>The documentation that clients read.</summary>
    public string? Documentation { get; private protected set; }

    /// <summary>The exceptions that are shown as errors, in the order of the union.</summary>
    public IReadOnlyList<Type> RefusalTypes => _refusals;

    /// <summary>Who may call it; empty: everybody.</summary>
    public IReadOnlyList<string> Roles => _roles;

    internal Type InputType { get; }

    internal Type PayloadType { get; }

    /// <summary>Name of a type of this mutation: <c>MoveDealInput</c> for the suffix <c>Input</c>.</summary>
    internal string TypeName(string suffix) => char.ToUpperInvariant(Name[0]) + Name[1..] + suffix;

    /// <summary>Reads the input from what GraphQL.NET coerced, and finds what is wrong with it.</summary>
    internal abstract object Bind(InputBinder binder, IDictionary<string, object?> fields, InputFaults faults);

    internal abstract Task<object> RunAsync(object input, MutationCall call);

    private protected void Refuse(params ReadOnlySpan<Type> refusals) => _refusals.AddRange(refusals);

    private protected void Allow(string[] roles) => _roles = roles;
}
