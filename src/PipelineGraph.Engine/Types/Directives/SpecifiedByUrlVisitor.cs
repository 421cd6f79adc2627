using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary>Gives <c>__Type</c> the specification's field <c>specifiedByURL</c>, which GraphQL.NET 8 lacks.</summary>
internal sealed class SpecifiedByUrlVisitor : BaseSchemaNodeVisitor
{
    private const string Field = "specifiedByURL";

    public override void VisitObject(IObjectGraphType type, ISchema schema)
    {
        if (type.Name != "__Type" || type.Fields.Find(Field) is not null) return;

        type.AddField(new FieldType
        {
            Name = Field,
            ResolvedType = schema.AllTypes["String"],
            Resolver = new FuncFieldResolver<string>(context =>
                (context.Source as IMetadataReader)?.FindAppliedDirective(SpecifiedByDirective.Name)
                    ?.FindArgument(SpecifiedByDirective.Url)?.Value as string),
        });
    }
}
