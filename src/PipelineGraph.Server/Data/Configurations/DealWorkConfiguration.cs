using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class DealWorkConfiguration
    : IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<Objection>,
        IEntityTypeConfiguration<ChecklistCompletion>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.Property(a => a.Subject).HasMaxLength(TextLimits.Title);
        activity.Property(a => a.Note).HasMaxLength(TextLimits.Note);
        activity.HasOne(a => a.Actor).WithMany().OnDelete(DeleteBehavior.Restrict);

        // A deal's activities in their default order.
        activity.HasIndex(a => new { a.DealId, a.Id });

        // What is planned about a deal: its next step, and whether that is late or still to come.
        activity.HasIndex(a => new { a.DealId, a.DueAt }).HasFilter("\"CompletedAt\" IS NULL");

        // activities(order: dueAt): what is next.
        activity.HasIndex(a => new { a.DueAt, a.Id });

        // activities(order: completedAt): what was done last.
        activity.HasIndex(a => new { a.CompletedAt, a.Id });
    }

    public void Configure(EntityTypeBuilder<Objection> objection)
    {
        objection.Property(o => o.Summary).HasMaxLength(TextLimits.Reason);
        objection.Property(o => o.Resolution).HasMaxLength(TextLimits.Reason);
        objection.HasOne(o => o.Actor).WithMany().OnDelete(DeleteBehavior.Restrict);

        // A deal's newest objections.
        objection.HasIndex(o => new { o.DealId, o.RaisedAt, o.Id });
    }

    public void Configure(EntityTypeBuilder<ChecklistCompletion> completion)
    {
        completion.Property(c => c.Note).HasMaxLength(TextLimits.Note);
        completion.HasOne(c => c.Criterion).WithMany().OnDelete(DeleteBehavior.Restrict);
        completion.HasOne(c => c.Actor).WithMany().OnDelete(DeleteBehavior.Restrict);

        // A deal's checklist; an item is completed once.
        completion.HasIndex(c => new { c.DealId, c.CriterionId }).IsUnique();
    }
}
