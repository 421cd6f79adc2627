using GraphQL.Types;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary>
/// A directive that stands on the schema only: no document may use it, but introspection lists it, as in Hot Chocolate.
/// </summary>
public abstract class SchemaDirective(string name, params DirectiveLocation[] locations) : Directive(name, locations)
{
    public sealed override bool? Introspectable => true;
}
