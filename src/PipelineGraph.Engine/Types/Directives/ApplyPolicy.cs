using GraphQL.Types;

namespace PipelineGraph.Engine.Types.Directives;

/// <summary>When an authorization policy is applied.</summary>
public enum ApplyPolicy
{
    BeforeResolver,
    AfterResolver,
    Validation,
}

internal sealed class ApplyPolicyType : EnumerationGraphType
{
    public ApplyPolicyType()
    {
        Name = "ApplyPolicy";
        Description = "Defines when a policy shall be executed.";
        Add("BEFORE_RESOLVER", ApplyPolicy.BeforeResolver, "Before the resolver was executed.");
        Add("AFTER_RESOLVER", ApplyPolicy.AfterResolver, "After the resolver was executed.");
        Add("VALIDATION", ApplyPolicy.Validation, "The policy is applied in the validation step before the execution.");
    }
}
