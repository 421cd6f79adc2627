using GraphQL.Validation;
using GraphQL.Validation.Rules;

namespace PipelineGraph.Engine.Validation;

/// <summary>The rules of the specification's section 5: GraphQL.NET's where they are right, ours where not.</summary>
internal static class DocumentRules
{
    public static IReadOnlyList<IValidationRule> All { get; } =
    [
        new ExecutableDefinitions(),
        new WellFormedStrings(),
        UniqueOperationNames.Instance,
        LoneAnonymousOperation.Instance,
        new SubscriptionRoot(),
        FragmentsOnCompositeTypes.Instance,
        VariablesAreInputTypes.Instance,
        ScalarLeafs.Instance,
        new KnownNames(),
        UniqueFragmentNames.Instance,
        KnownFragmentNames.Instance,
        NoUnusedFragments.Instance,
        PossibleFragmentSpreads.Instance,
        NoUnusedVariables.Instance,
        UniqueVariableNames.Instance,
        KnownDirectivesInAllowedLocations.Instance,
        UniqueDirectivesPerLocation.Instance,
        UniqueArgumentNames.Instance,
        ArgumentsOfCorrectType.Instance,
        ProvidedNonNullArguments.Instance,
        DefaultValuesOfCorrectType.Instance,
        new VariableRules(),
        UniqueInputFieldNames.Instance,
    ];
}
