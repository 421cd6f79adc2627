using PipelineGraph.Engine.Mutations.Inputs;

namespace PipelineGraph.Engine.Mutations;

/// <summary>The declaration of one mutation; its methods may be chained.</summary>
public sealed class Mutation<TInput, TPayload> : Mutation
    where TInput : class
    where TPayload : class
{
    private readonly Func<TInput, MutationCall, Task<TPayload>> _run;
    private Action<TInput, InputFaults>? _check, _values;

    internal Mutation(string name, Func<TInput, MutationCall, Task<TPayload>> run)
        : base(name, typeof(TInput), typeof(TPayload)) => _run = run;

    /// <summary>Sets the documentation.</summary>
    public Mutation<TInput, TPayload> Description(string text)
    {
        Documentation = text;
        return this;
    }

    /// <summary>
    /// Looks at the input before the handler runs; what it finds is told together with the ids that are faulty. Such an
    /// id is empty here.
    /// </summary>
    public Mutation<TInput, TPayload> Check(Action<TInput, InputFaults> check)
    {
        _check += check;
        return this;
    }

    /// <summary>
    /// Finds what is wrong with the values by themselves, which the handler would refuse too: it is asked only when the
    /// handler does not get that far, so that the caller hears of everything at once. That is when something is faulty
    /// already, and when the handler misses something, see <see cref="MutationCall.ValueFaults"/>.
    /// </summary>
    public Mutation<TInput, TPayload> Values(Action<TInput, InputFaults> find)
    {
        _values += find;
        return this;
    }

    /// <summary>Only callers with one of these roles may call it; others get `AUTH_NOT_AUTHORIZED`.</summary>
    public Mutation<TInput, TPayload> AllowedTo(params string[] roles)
    {
        Allow(roles);
        return this;
    }

    /// <summary>Exceptions that the payload shows as errors, in the order of the union. May be repeated.</summary>
    public Mutation<TInput, TPayload> Refusals<T1>() where T1 : Exception => Refused(typeof(T1));

    /// <inheritdoc cref="Refusals{T1}"/>
    public Mutation<TInput, TPayload> Refusals<T1, T2>() where T1 : Exception where T2 : Exception
        => Refused(typeof(T1), typeof(T2));

    /// <inheritdoc cref="Refusals{T1}"/>
    public Mutation<TInput, TPayload> Refusals<T1, T2, T3>()
        where T1 : Exception where T2 : Exception where T3 : Exception
        => Refused(typeof(T1), typeof(T2), typeof(T3));

    /// <inheritdoc cref="Refusals{T1}"/>
    public Mutation<TInput, TPayload> Refusals<T1, T2, T3, T4>()
        where T1 : Exception where T2 : Exception where T3 : Exception where T4 : Exception
        => Refused(typeof(T1), typeof(T2), typeof(T3), typeof(T4));

    /// <inheritdoc cref="Refusals{T1}"/>
    public Mutation<TInput, TPayload> Refusals<T1, T2, T3, T4, T5>()
        where T1 : Exception where T2 : Exception where T3 : Exception where T4 : Exception where T5 : Exception
        => Refused(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5));

    /// <inheritdoc cref="Refusals{T1}"/>
    public Mutation<TInput, TPayload> Refusals<T1, T2, T3, T4, T5, T6>()
        where T1 : Exception where T2 : Exception where T3 : Exception
        where T4 : Exception where T5 : Exception where T6 : Exception
        => Refused(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6));

    /// <inheritdoc cref="Refusals{T1}"/>
    public Mutation<TInput, TPayload> Refusals<T1, T2, T3, T4, T5, T6, T7>()
        where T1 : Exception where T2 : Exception where T3 : Exception where T4 : Exception
        where T5 : Exception where T6 : Exception where T7 : Exception
        => Refused(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7));

    internal override object Bind(InputBinder binder, IDictionary<string, object?> fields, InputFaults faults)
    {
        var input = ((InputBinder<TInput>)binder).Bind(fields, "", faults);
        _check?.Invoke(input, faults);
        if (faults.Any) _values?.Invoke(input, faults);
        return input;
    }

    internal override async Task<object> RunAsync(object input, MutationCall call)
    {
        call.FindsFaults = faults => _values?.Invoke((TInput)input, faults);
        return await _run((TInput)input, call).ConfigureAwait(false);
    }

    private Mutation<TInput, TPayload> Refused(params ReadOnlySpan<Type> refusals)
    {
        Refuse(refusals);
        return this;
    }
}
