namespace PipelineGraph.Server.Access;

/// <summary>Who may use which fields; the names are those of the token's role claim.</summary>
internal static class Allowed
{
    /// <summary>Everybody whose token has a known role; which deals they see is another matter.</summary>
    public static readonly string[] Readers = [Rep, Manager, Analyst, Integration, Admin];

    public static readonly string[] DealWriters = [Rep, Manager, Integration, Admin];
    public static readonly string[] Assigners = [Manager, Integration, Admin];
    public static readonly string[] Correctors = [Manager, Admin];
    public static readonly string[] AlertKeepers = [Rep, Manager, Admin];
    public static readonly string[] AccountWriters = [Rep, Manager, Integration, Admin];
    public static readonly string[] PipelineDesigners = [Manager, Admin];
    public static readonly string[] Administrators = [Admin];

    private const string Rep = "rep", Manager = "manager", Analyst = "analyst", Integration = "integration", Admin = "admin";
}
