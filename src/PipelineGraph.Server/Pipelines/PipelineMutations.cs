using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Pipelines;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Pipelines;

internal sealed record CreatePipelineInput(
    [property: Description("1 to 200 characters.")] string Name,
    [property: Description("Reporting currency, ISO 4217; it stays once there are deals.")] string Currency,
    [property: Description("How strictly moves must follow the process; GUIDED when left out.")]
    ProcessEnforcement? Enforcement,
    [property: Description("What it is for.")] string? Description,
    [property: Description("The stages in order; the usual five, from Prospecting to Closing, when left out.")]
    IReadOnlyList<StageInput>? Stages,
    [property: Description("IANA name of the zone in which its days begin; UTC when left out.")] string? TimeZone)
{
    public PipelineEdit Edit() => new()
    {
        Name = Name,
        Description = Description,
        Currency = Currency,
        TimeZone = TimeZone ?? Pipeline.DefaultTimeZone,
        Enforcement = Enforcement ?? ProcessEnforcement.Guided,
    };

    public IReadOnlyList<StageDefinition>? Definitions()
        => Stages?.Select((stage, i) => stage.Definition(i, Stages.Count)).ToList();
}

internal sealed record UpdatePipelineInput(
    [property: Description("The pipeline.")] NodeId<Pipeline> PipelineId,
    [property: Description("Not null.")] Optional<string> Name,
    [property: Description("What it is for.")] Optional<string?> Description,
    [property: Description("ISO 4217; only while it has no deals.")] Optional<string> Currency,
    [property: Description("IANA name of the zone in which its days begin.")] Optional<string> TimeZone,
    [property: NeverCleared, Description("How strictly moves must follow the process.")] ProcessEnforcement? Enforcement,
    [property: Description(ExpectedVersionText.OfPipeline)] int? ExpectedVersion)
{
    public PipelineEdit Edit() => new()
    {
        Name = Name.ToRequiredChange(),
        Description = Description.ToChange(),
        Currency = Currency.ToRequiredChange(),
        TimeZone = TimeZone.ToRequiredChange(),
        Enforcement = Enforcement.ToChange(),
    };
}

internal sealed record ArchivePipelineInput(
    [property: Description("The pipeline, without open deals.")] NodeId<Pipeline> PipelineId,
    [property: Description(ExpectedVersionText.OfPipeline)] int? ExpectedVersion);

internal sealed record PipelineChanged(
    [property: Description("The pipeline as it is after the change.")] NodeId<Pipeline>? Pipeline)
{
    public static PipelineChanged Of(Pipeline pipeline) => new(NodeId.Of(pipeline.Id, pipeline));
}

/// <summary>Pipelines are created, updated and archived.</summary>
internal sealed class PipelineMutations : MutationType
{
    public PipelineMutations(PipelineWriter writer)
    {
        Mutation<CreatePipelineInput, PipelineChanged>("createPipeline",
                (input, call) => writer.WriteAsync(call, session => Task.FromResult(Create(session, input))))
            .Description("Creates a pipeline with its stages.")
            .Values(input => Pipeline.Faults(input.Edit(), input.Definitions()))
            .Refusals<InvalidInputException>()
            .AllowedTo(Allowed.PipelineDesigners);
        Mutation<UpdatePipelineInput, PipelineChanged>("updatePipeline",
                (input, call) => writer.WriteAsync(call, session => UpdateAsync(session, input)))
            .Description("Changes a pipeline. Fields left out stay as they are, null clears.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.PipelineDesigners);
        Mutation<ArchivePipelineInput, PipelineChanged>("archivePipeline",
                (input, call) => writer.WriteAsync(call, session => ArchiveAsync(session, input)))
            .Description("Takes a pipeline out of use, for good: no deal enters it any more, what happened stays readable.")
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException, StageInUseException>()
            .AllowedTo(Allowed.PipelineDesigners);
    }

    private static PipelineChanged Create(WriteSession session, CreatePipelineInput input)
    {
        var pipeline = new Pipeline(input.Name, input.Currency, session.Now, input.Definitions(),
            input.Enforcement ?? ProcessEnforcement.Guided, input.Description, input.TimeZone ?? Pipeline.DefaultTimeZone);
        session.Context.Add(pipeline);
        return PipelineChanged.Of(pipeline);
    }

    private static async Task<PipelineChanged> UpdateAsync(WriteSession session, UpdatePipelineInput input)
    {
        var lookup = new Lookup(session);
        var pipeline = await PipelineDesk.FindAsync(session, lookup, input.PipelineId);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, pipeline!.Version);

        var hasDeals = await session.Context.Deals.AnyAsync(deal => deal.PipelineId == pipeline.Id, session.Cancelled);
        pipeline.Edit(input.Edit(), session.Now, hasDeals);
        return PipelineChanged.Of(pipeline);
    }

    private static async Task<PipelineChanged> ArchiveAsync(WriteSession session, ArchivePipelineInput input)
    {
        var pipeline = await PipelineDesk.FindAsync(session, input.PipelineId, input.ExpectedVersion);
        await PipelineDesk.RequireSightAsync(session, pipeline);
        pipeline.Archive(session.Now, await PipelineDesk.CountOpenAsync(session, pipeline));
        return PipelineChanged.Of(pipeline);
    }
}
