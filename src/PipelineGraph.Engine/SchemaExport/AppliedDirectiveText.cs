using System.Text;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>Directives on an element, in the order in which they were applied, deprecation last.</summary>
internal static class AppliedDirectiveText
{
    private const string Deprecated = "deprecated";
    private const string DefaultReason = "No longer supported";

    public static void AppliedDirectives(this StringBuilder text, ISchema schema, IMetadataReader element)
    {
        foreach (var applied in (element.GetAppliedDirectives() ?? []).OrderBy(applied => applied.Name == Deprecated))
        {
            text.Append(" @").Append(applied.Name);
            var separator = "(";
            foreach (var argument in applied.Where(argument => !IsDefaultReason(applied, argument)))
            {
                text.Append(separator).Append(argument.Name).Append(": ").Value(Literal(schema, applied, argument));
                separator = ", ";
            }

            if (separator != "(") text.Append(')');
        }
    }

    private static bool IsDefaultReason(AppliedDirective applied, DirectiveArgument argument)
        => applied.Name == Deprecated && argument.Value is DefaultReason;

    private static GraphQLValue Literal(ISchema schema, AppliedDirective applied, DirectiveArgument argument)
        => schema.Directives.Find(applied.Name)!.Arguments!.Find(argument.Name)!.ResolvedType!.ToAST(argument.Value);
}
