using GraphQL.Types;

namespace PipelineGraph.Engine.Execution;

/// <summary>What tools ask of introspection and GraphQL.NET does not know.</summary>
internal static class Introspection
{
    /// <summary>
    /// Adds `includeDeprecated` to `__Directive.args`, which graphql-js sends where it asks for deprecated inputs.
    /// No argument of a directive here is deprecated, so the answer is the same with and without it.
    /// </summary>
    public static void Complete(ISchema schema)
    {
        schema.Initialize();
        if (!schema.Features.DeprecationOfInputValues) return;

        var args = (schema.AllTypes["__Directive"] as IComplexGraphType)?.GetField("args");
        if (args is not { Arguments: null or { Count: 0 } }) return;

        args.Arguments = new(new QueryArgument<BooleanGraphType>
        {
            Name = "includeDeprecated",
            ResolvedType = schema.AllTypes["Boolean"],
            DefaultValue = false,
        });
    }
}
