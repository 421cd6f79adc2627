using PipelineGraph.Domain;
using PipelineGraph.Engine.Mutations;

namespace PipelineGraph.Server.Writing;

internal static class InputMerge
{
    /// <summary>Has the domain look at the values of an input that is refused before its verb is reached.</summary>
    public static Mutation<TInput, TPayload> Values<TInput, TPayload>(
        this Mutation<TInput, TPayload> mutation, Func<TInput, IEnumerable<InputFault>> faultsOf)
        where TInput : class
        where TPayload : class
        => mutation.Values((input, faults) => faults.AddAll(faultsOf(input)));

    public static void AddAll(this InputFaults faults, IEnumerable<InputFault> found)
    {
        foreach (var fault in found) faults.Add(fault.Field, fault.Message);
    }
}
