using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain;
using PipelineGraph.Domain.People;
using PipelineGraph.Engine.Mutations;
using PipelineGraph.Engine.Types.Ids;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.People;

internal sealed record CreateSalesRepInput(
    [property: Description("1 to 200 characters.")] string Name,
    [property: Description("At most 320 characters.")] string? Email,
    [property: Description("The team; managers of a team see its deals.")] string? Team,
    [property: Description("`sub` of the token that the person signs in with; unique.")] string? Subject)
{
    public SalesRepEdit Edit() => new() { Name = Name, Email = Email, Team = Team, Subject = Subject };
}

internal sealed record UpdateSalesRepInput(
    [property: Description("The sales rep.")] NodeId<SalesRep> Id,
    [property: Description("Not null.")] Optional<string> Name,
    [property: Description("At most 320 characters.")] Optional<string?> Email,
    [property: Description("The team; managers of a team see its deals.")] Optional<string?> Team,
    [property: Description("`sub` of the token that the person signs in with; unique.")] Optional<string?> Subject,
    [property: NeverCleared, Description("Whether the person still sells.")] bool? IsActive,
    [property: Description(ExpectedVersionText.OfRecord)] int? ExpectedVersion)
{
    public SalesRepEdit Edit() => new()
    {
        Name = Name.ToRequiredChange(),
        Email = Email.ToChange(),
        Team = Team.ToChange(),
        Subject = Subject.ToChange(),
        IsActive = IsActive.ToChange(),
    };
}

internal sealed record SalesRepChanged(
    [property: Description("The sales rep as they are after the change.")] NodeId<SalesRep>? SalesRep)
{
    public static SalesRepChanged Of(SalesRep rep) => new(NodeId.Of(rep.Id, rep));
}

/// <summary>Sales reps are created and updated.</summary>
internal sealed class SalesRepMutations : MutationType
{
    public SalesRepMutations(PipelineWriter writer)
    {
        Mutation<CreateSalesRepInput, SalesRepChanged>("createSalesRep",
                (input, call) => writer.WriteAsync(call, session => CreateAsync(session, input)))
            .Description("Creates a sales rep, active.")
            .Values(input => input.Edit().Faults())
            .Refusals<InvalidInputException>()
            .AllowedTo(Allowed.Administrators);
        Mutation<UpdateSalesRepInput, SalesRepChanged>("updateSalesRep",
                (input, call) => writer.WriteAsync(call, session => UpdateAsync(session, input)))
            .Description("Changes a sales rep. Fields left out stay as they are, null clears.")
            .Values(input => input.Edit().Faults())
            .Refusals<NotFoundException, InvalidInputException, VersionConflictException>()
            .AllowedTo(Allowed.Administrators);
    }

    private static async Task<SalesRepChanged> CreateAsync(WriteSession session, CreateSalesRepInput input)
    {
        var lookup = new Lookup(session);
        await CheckSubjectAsync(session, lookup, input.Subject, repId: null);
        lookup.ThrowIfAnyIsMissing();

        var rep = new SalesRep(input.Name, session.Now, input.Edit());
        session.Context.Add(rep);
        return SalesRepChanged.Of(rep);
    }

    private static async Task<SalesRepChanged> UpdateAsync(WriteSession session, UpdateSalesRepInput input)
    {
        var lookup = new Lookup(session);
        var rep = await lookup.FindAsync<SalesRep>(input.Id);
        await CheckSubjectAsync(session, lookup, input.Subject.Value, rep?.Id);
        lookup.ThrowIfAnyIsMissing();
        VersionConflictException.ThrowUnless(input.ExpectedVersion, rep!.Version);

        rep.Edit(input.Edit(), session.Now);
        return SalesRepChanged.Of(rep);
    }

    private static async Task CheckSubjectAsync(WriteSession session, Lookup lookup, string? subject, Guid? repId)
    {
        if (subject is null) return;
        if (await session.Context.SalesReps.AnyAsync(rep => rep.Subject == subject && rep.Id != repId, session.Cancelled))
            lookup.Refuse("subject", "Another sales rep has this subject.");
    }
}
