using GraphQL.Validation;
using GraphQL.Validation.Rules;

namespace PipelineGraph.Engine.Validation;

/// <summary>The rules of the specification's section 5: GraphQL.NET's where they are right, ours where not.</summary>
internal static class DocumentRules
{
    public static IReadOnlyList<IValidationRule> All { get; } =
    [
        UniqueOperationNames.Instance,
        LoneAnonymousOperation.Instance,
        SingleRootFieldSubscriptions.Instance,
        KnownTypeNames.Instance,
        FragmentsOnCompositeTypes.Instance,
        VariablesAreInputTypes.Instance,
        ScalarLeafs.Instance,
        FieldsOnCorrectType.Instance,
        UniqueFragmentNames.Instance,
        KnownFragmentNames.Instance,
        NoUnusedFragments.Instance,
        PossibleFragmentSpreads.Instance,
        NoUndefinedVariables.Instance,
        NoUnusedVariables.Instance,
        UniqueVariableNames.Instance,
        KnownDirectivesInAllowedLocations.Instance,
        UniqueDirectivesPerLocation.Instance,
        KnownArgumentNames.Instance,
        UniqueArgumentNames.Instance,
        ArgumentsOfCorrectType.Instance,
        ProvidedNonNullArguments.Instance,
        DefaultValuesOfCorrectType.Instance,
        VariablesInAllowedPosition.Instance,
        UniqueInputFieldNames.Instance,
        OverlappingFieldsCanBeMerged.Instance,
    ];
}
