using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>What `@listSize` says of a field.</summary>
internal sealed record ListSizing(int? Assumed, string[] SlicingArguments, int? Default, string[] SizedFields)
{
    public static ListSizing? Of(FieldType field)
    {
        if (field.FindAppliedDirective(ListSizeDirective.Name) is not { } directive) return null;

        return new ListSizing(
            directive.FindArgument(ListSizeDirective.AssumedSize)?.Value as int?,
            Names(directive, ListSizeDirective.SlicingArguments),
            directive.FindArgument(ListSizeDirective.SlicingArgumentDefaultValue)?.Value as int?,
            Names(directive, ListSizeDirective.SizedFields));
    }

    private static string[] Names(AppliedDirective directive, string argument)
        => [.. directive.FindArgument(argument)?.Value as IEnumerable<string> ?? []];
}
