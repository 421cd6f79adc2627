using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Access;

namespace PipelineGraph.Server.People;

internal sealed class PeopleQueries : ReaderQueries
{
    public PeopleQueries()
    {
        Connection("salesReps", () => Rows.Of<SalesRep>()).Description("All sales reps, inactive ones included.");
        ById<SalesRep>("salesRepById").Description("A sales rep by its global id; null when there is none.");
    }
}
