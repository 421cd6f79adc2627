namespace PipelineGraph.Server.Access;

/// <summary>Who may call which mutations; the names are those of the token's role claim.</summary>
internal static class Allowed
{
    public static readonly string[] DealWriters = [Rep, Manager, Integration, Admin];
    public static readonly string[] Assigners = [Manager, Integration, Admin];
    public static readonly string[] Correctors = [Manager, Admin];
    public static readonly string[] AlertKeepers = [Rep, Manager, Admin];
    public static readonly string[] AccountWriters = [Rep, Manager, Integration, Admin];
    public static readonly string[] PipelineDesigners = [Manager, Admin];
    public static readonly string[] Administrators = [Admin];

    private const string Rep = "rep", Manager = "manager", Integration = "integration", Admin = "admin";
}
