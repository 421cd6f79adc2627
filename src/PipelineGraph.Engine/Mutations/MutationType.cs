namespace PipelineGraph.Engine.Mutations;

/// <summary>Base of the declarations: each statement of the constructor makes one field of `Mutation`.</summary>
public abstract class MutationType
{
    private readonly List<Mutation> _mutations = [];

    internal IReadOnlyList<Mutation> Mutations => _mutations;

    /// <summary>A mutation by Hot Chocolate's conventions: an argument `input`, a payload of data and errors.</summary>
    /// <typeparam name="TInput">A record; its constructor's parameters are the input's fields.</typeparam>
    /// <typeparam name="TPayload">
    /// A record; its properties are the payload's data fields. A <see cref="Types.Ids.NodeId{T}"/> shows the entity,
    /// or its id if the property's name ends in <c>Id</c>.
    /// </typeparam>
    /// <param name="name">Name of the field; input, payload and error types are named after it.</param>
    /// <param name="run">Does the work and commits it, or throws a refusal.</param>
    protected Mutation<TInput, TPayload> Mutation<TInput, TPayload>(
        string name, Func<TInput, MutationCall, Task<TPayload>> run)
        where TInput : class
        where TPayload : class
    {
        var mutation = new Mutation<TInput, TPayload>(name, run);
        _mutations.Add(mutation);
        return mutation;
    }
}
