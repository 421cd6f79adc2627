using System.Globalization;
using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Authorization;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary>Applies Hot Chocolate's schema directives to fields, arguments, input fields and types.</summary>
/// <remarks>
/// The exported schema shows them in the order of the calls; Hot Chocolate has <c>@listSize</c> before <c>@cost</c>.
/// </remarks>
public static class DirectiveExtensions
{
    extension<T>(T element) where T : IMetadataWriter
    {
        /// <summary>What this element adds to the cost of an operation, each time it appears.</summary>
        /// <param name="weight">Cost units, not negative.</param>
        public T Cost(double weight)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight);

            return element.ApplyDirective(
                CostDirective.Name, CostDirective.Weight, weight.ToString(CultureInfo.InvariantCulture));
        }

        /// <summary>How long the returned list can be. Null leaves an argument out.</summary>
        /// <param name="assumedSize">Longest list, a count.</param>
        /// <param name="slicingArguments">Arguments of the field that set the length.</param>
        /// <param name="slicingArgumentDefaultValue">Length while none of them is given.</param>
        /// <param name="sizedFields">Fields of the returned object whose lists are meant instead.</param>
        /// <param name="requireOneSlicingArgument">Whether just one slicing argument is needed; null: yes.</param>
        public T ListSize(
            int? assumedSize = null,
            string[]? slicingArguments = null,
            int? slicingArgumentDefaultValue = null,
            string[]? sizedFields = null,
            bool? requireOneSlicingArgument = null)
            => element.ApplyDirective(ListSizeDirective.Name, size => size
                .With(ListSizeDirective.AssumedSize, assumedSize)
                .With(ListSizeDirective.SlicingArguments, slicingArguments)
                .With(ListSizeDirective.SlicingArgumentDefaultValue, slicingArgumentDefaultValue)
                .With(ListSizeDirective.SizedFields, sizedFields)
                .With(ListSizeDirective.RequireOneSlicingArgument, requireOneSlicingArgument));

        /// <summary>
        /// Only callers with one of these roles get it, others `AUTH_NOT_AUTHORIZED`; GraphQL.NET's metadata say so too.
        /// Stands before the directives that were applied earlier, as Hot Chocolate has it.
        /// </summary>
        public T AuthorizeRoles(params string[] roles)
        {
            FieldAccess.Restrict(element, roles);
            element.AuthorizeWithRoles(roles);
            AppliedDirective[] earlier = [.. Applied(element) ?? []];
            element.ApplyDirective(AuthorizeDirective.Name, AuthorizeDirective.Roles, roles);
            var applied = Applied(element)!;
            foreach (var directive in earlier)
            {
                applied.Remove(directive.Name);
                applied.Add(directive);
            }

            return element;
        }

        /// <summary>Only callers who meet this policy may use it; GraphQL.NET's metadata say so too.</summary>
        public T AuthorizePolicy(string policy)
        {
            element.AuthorizeWithPolicy(policy);
            return element.ApplyDirective(AuthorizeDirective.Name, AuthorizeDirective.Policy, policy);
        }

        /// <summary>Where a scalar's format is specified.</summary>
        /// <param name="url">Absolute address.</param>
        public T SpecifiedBy(string url)
            => element.ApplyDirective(SpecifiedByDirective.Name, SpecifiedByDirective.Url, url);
    }

    /// <summary>Declares these directives; adds <c>isRepeatable</c>, <c>specifiedByURL</c> to introspection.</summary>
    public static void RegisterHotChocolateDirectives(this ISchema schema)
    {
        schema.Features.RepeatableDirectives = true;
        schema.Features.DeprecationOfInputValues = true;
        schema.Directives.Register(
            new CostDirective(), new ListSizeDirective(), new AuthorizeDirective(), new SpecifiedByDirective());
        schema.RegisterVisitor(new SpecifiedByUrlVisitor());
    }

    private static AppliedDirectives? Applied(IMetadataWriter element)
        => element.MetadataReader.GetAppliedDirectives();

    private static AppliedDirective With(this AppliedDirective directive, string argument, object? value)
        => value is null ? directive : directive.AddArgument(new DirectiveArgument(argument) { Value = value });
}
