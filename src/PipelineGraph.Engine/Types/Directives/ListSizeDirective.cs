using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary><c>@listSize(…)</c>; declaration and words are Hot Chocolate's.</summary>
internal sealed class ListSizeDirective : SchemaDirective
{
    public new const string Name = "listSize";
    public const string AssumedSize = "assumedSize";
    public const string SlicingArguments = "slicingArguments";
    public const string SlicingArgumentDefaultValue = "slicingArgumentDefaultValue";
    public const string SizedFields = "sizedFields";
    public const string RequireOneSlicingArgument = "requireOneSlicingArgument";

    public ListSizeDirective()
        : base(Name, DirectiveLocation.FieldDefinition)
    {
        Description = "The purpose of the `@listSize` directive is to either inform the static analysis about the size"
            + " of returned lists (if that information is statically available), or to point the analysis to where to"
            + " find that information.";
        Arguments = new QueryArguments(
            Argument<IntGraphType>(AssumedSize, "The `assumedSize` argument can be used to statically define the"
                + " maximum length of a list returned by a field."),
            Argument<ListGraphType<NonNullGraphType<StringGraphType>>>(SlicingArguments, "The `slicingArguments`"
                + " argument can be used to define which of the field's arguments with numeric type are slicing"
                + " arguments, so that their value determines the size of the list returned by that field. It may"
                + " specify a list of multiple slicing arguments."),
            Argument<IntGraphType>(SlicingArgumentDefaultValue, "The `slicingArgumentDefaultValue` argument can be"
                + " used to define a default value for a slicing argument, which is used if the argument is not"
                + " present in a query."),
            Argument<ListGraphType<NonNullGraphType<StringGraphType>>>(SizedFields, "The `sizedFields` argument can"
                + " be used to define that the value of the `assumedSize` argument or of a slicing argument does not"
                + " affect the size of a list returned by a field itself, but that of a list returned by one of its"
                + " sub-fields."),
            Argument<NonNullGraphType<BooleanGraphType>>(RequireOneSlicingArgument, "The `requireOneSlicingArgument`"
                + " argument can be used to inform the static analysis that it should expect that exactly one of the"
                + " defined slicing arguments is present in a query. If that is not the case (i.e., if none or multiple"
                + " slicing arguments are present), the static analysis may throw an error.", defaultValue: true));
    }

    private static QueryArgument<T> Argument<T>(string name, string description, object? defaultValue = null)
        where T : IGraphType
        => new() { Name = name, Description = description, DefaultValue = defaultValue };
}
