using GraphQL.Validation.Errors;

namespace PipelineGraph.Engine.Errors;

/// <summary>Where the specification states the rule that a document broke; clients see it as `specifiedBy`.</summary>
internal static class SpecificationLinks
{
    public const string Fields = "sec-Field-Selections-on-Objects-Interfaces-and-Unions-Types";
    public const string Executable = "sec-Executable-Definitions";
    public const string Subscriptions = "sec-Single-root-field";
    public const string Values = "sec-Values-of-Correct-Type";
    public const string Arguments = "sec-Argument-Names";
    public const string Types = "sec-Fragment-Spread-Type-Existence";
    public const string UsesAllowed = "sec-All-Variable-Usages-are-Allowed";
    public const string UsesDefined = "sec-All-Variable-Uses-Defined";
    public const string Cycles = "sec-Fragment-spreads-must-not-form-cycles";
    public const string Strings = "sec-String-Value";
    public const string Merging = "sec-Field-Selection-Merging";

    private static readonly Dictionary<Type, string> ByError = new()
    {
        [typeof(UniqueOperationNamesError)] = "sec-Operation-Name-Uniqueness",
        [typeof(LoneAnonymousOperationError)] = "sec-Lone-Anonymous-Operation",
        [typeof(FragmentsOnCompositeTypesError)] = "sec-Fragments-On-Composite-Types",
        [typeof(VariablesAreInputTypesError)] = "sec-Variables-Are-Input-Types",
        [typeof(ScalarLeafsError)] = "sec-Leaf-Field-Selections",
        [typeof(UniqueFragmentNamesError)] = "sec-Fragment-Name-Uniqueness",
        [typeof(KnownFragmentNamesError)] = "sec-Fragment-spread-target-defined",
        [typeof(NoUnusedFragmentsError)] = "sec-Fragments-Must-Be-Used",
        [typeof(PossibleFragmentSpreadsError)] = "sec-Fragment-spread-is-possible",
        [typeof(NoUnusedVariablesError)] = "sec-All-Variables-Used",
        [typeof(UniqueVariableNamesError)] = "sec-Variable-Uniqueness",
        [typeof(KnownDirectivesError)] = "sec-Directives-Are-Defined",
        [typeof(DirectivesInAllowedLocationsError)] = "sec-Directives-Are-In-Valid-Locations",
        [typeof(UniqueDirectivesPerLocationError)] = "sec-Directives-Are-Unique-Per-Location",
        [typeof(UniqueArgumentNamesError)] = "sec-Argument-Uniqueness",
        [typeof(ArgumentsOfCorrectTypeError)] = Values,
        [typeof(DefaultValuesOfCorrectTypeError)] = Values,
        [typeof(ProvidedNonNullArgumentsError)] = "sec-Required-Arguments",
        [typeof(UniqueInputFieldNamesError)] = "sec-Input-Object-Field-Uniqueness",
        [typeof(OverlappingFieldsCanBeMergedError)] = Merging,
        [typeof(NoFragmentCyclesError)] = Cycles,
    };

    public static string Url(string anchor) => "https://spec.graphql.org/October2021/#" + anchor;

    /// <returns>The address for an error of GraphQL.NET's own rules; values are the only ones not listed.</returns>
    public static string Of(Type error) => Url(ByError.GetValueOrDefault(error, Values));
}
