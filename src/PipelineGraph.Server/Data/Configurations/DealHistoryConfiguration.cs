using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class DealHistoryConfiguration
    : IEntityTypeConfiguration<StageTransition>, IEntityTypeConfiguration<StageVisit>,
        IEntityTypeConfiguration<FieldChange>
{
    public void Configure(EntityTypeBuilder<StageTransition> transition)
    {
        transition.Property(t => t.Reason).HasMaxLength(TextLimits.Reason);
        transition.HasOne(t => t.FromStage).WithMany().OnDelete(DeleteBehavior.Restrict);
        transition.HasOne(t => t.ToStage).WithMany().OnDelete(DeleteBehavior.Restrict);
        transition.HasOne(t => t.Actor).WithMany().OnDelete(DeleteBehavior.Restrict);

        // A deal's transitions in order; two writers cannot append the same one.
        transition.HasIndex(t => new { t.DealId, t.Sequence }).IsUnique();

        // stageTransitions in their default order.
        transition.HasIndex(t => new { t.EffectiveAt, t.Sequence, t.Id });
    }

    public void Configure(EntityTypeBuilder<StageVisit> visit)
    {
        visit.HasOne(v => v.Stage).WithMany().OnDelete(DeleteBehavior.Restrict);

        // A deal's visits in order.
        visit.HasIndex(v => new { v.DealId, v.Sequence }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FieldChange> change)
    {
        change.Property(c => c.Reason).HasMaxLength(TextLimits.Reason);
        change.HasOne(c => c.Actor).WithMany().OnDelete(DeleteBehavior.Restrict);

        // A deal's changes in order; two writers cannot append the same one.
        change.HasIndex(c => new { c.DealId, c.Sequence }).IsUnique();

        // Few deals change their owner; figures ask each whether it did.
        change.HasIndex(c => c.DealId, "IX_FieldChanges_Owner")
            .HasFilter($"\"{nameof(FieldChange.Field)}\" = '{nameof(TrackedField.Owner)}'");
    }
}
