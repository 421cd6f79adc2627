namespace PipelineGraph.Engine.Limits;

/// <summary>Who may ask for the schema by a query.</summary>
public enum IntrospectionAccess
{
    /// <summary>Everybody.</summary>
    On,

    /// <summary>Callers with one of <see cref="LimitOptions.IntrospectionRoles"/>.</summary>
    Roles,

    /// <summary>Nobody.</summary>
    Off,
}
