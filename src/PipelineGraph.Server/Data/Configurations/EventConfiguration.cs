using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Events;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class EventConfiguration : IEntityTypeConfiguration<PipelineEvent>, IEntityTypeConfiguration<EventHead>
{
    public void Configure(EntityTypeBuilder<PipelineEvent> happened)
    {
        happened.Property(e => e.OwnerTeam).HasMaxLength(TextLimits.ShortText);
        happened.Property(e => e.FormerOwnerTeam).HasMaxLength(TextLimits.ShortText);
        happened.HasOne(e => e.Deal).WithMany().IsRequired().OnDelete(DeleteBehavior.Cascade);
        happened.HasOne(e => e.Actor).WithMany().OnDelete(DeleteBehavior.Restrict);
        happened.HasOne(e => e.Transition).WithMany().OnDelete(DeleteBehavior.Restrict);
        happened.HasOne(e => e.Activity).WithMany().OnDelete(DeleteBehavior.Restrict);
        happened.HasOne(e => e.Objection).WithMany().OnDelete(DeleteBehavior.Restrict);
        happened.HasOne(e => e.Criterion).WithMany().OnDelete(DeleteBehavior.Restrict);
        happened.HasOne(e => e.StalledAlert).WithMany().OnDelete(DeleteBehavior.Restrict);

        // The log in its order: what came after a cursor.
        happened.HasIndex(e => e.Position).IsUnique();

        // One deal's part of the log.
        happened.HasIndex(e => new { e.DealId, e.Position });
    }

    public void Configure(EntityTypeBuilder<EventHead> head)
    {
        head.ToTable(nameof(EventHead));
        head.HasData(new EventHead());
    }
}
