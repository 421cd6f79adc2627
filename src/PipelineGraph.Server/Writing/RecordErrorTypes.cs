using PipelineGraph.Domain;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;

namespace PipelineGraph.Server.Writing;

internal sealed class NotFoundErrorType : ErrorType<NotFoundException>
{
    public NotFoundErrorType()
    {
        Description("There is no such record, or none that the caller may see.");
        Field("id", refused => new NodeId(refused.Type, refused.Id)).Description("The id as it was given.");
    }
}

internal sealed class InvalidInputErrorType : ErrorType<InvalidInputException>
{
    public InvalidInputErrorType()
    {
        Description("A field of the input is refused; there is one error for each faulty field.");
        Expand(refused => refused.Faults.Select(fault => new InvalidInputException([fault])));
        Message(refused => refused.Faults[0].Message);
        Field("field", refused => refused.Faults[0].Field)
            .Description("Path of the field in the input: `title`, `stages.0.name`.");
    }
}

internal sealed class VersionConflictErrorType : ErrorType<VersionConflictException>
{
    public VersionConflictErrorType()
    {
        Description("The record has changed since it was read.");
        Field("currentVersion", refused => refused.CurrentVersion).Description("The version that it has now.");
    }
}
