namespace PipelineGraph.Server.Access;

/// <summary>What a caller may be; a caller with several roles may do what any of them may.</summary>
internal enum Role
{
    Rep,
    Manager,
    Analyst,
    Integration,
    Admin,
}
