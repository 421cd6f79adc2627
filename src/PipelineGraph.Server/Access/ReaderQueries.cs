using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Access;

/// <summary>Fields of `Query` for everybody whose token has a known role.</summary>
internal abstract class ReaderQueries : ObjectFields
{
    protected ReaderQueries() => AllowedTo(Allowed.Readers);
}
