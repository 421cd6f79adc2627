using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Alerts;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<StalledDealAlert>
{
    public void Configure(EntityTypeBuilder<StalledDealAlert> alert)
    {
        alert.Property(a => a.Note).HasMaxLength(TextLimits.Note);
        alert.HasOne(a => a.Deal).WithMany(d => d.StalledAlerts).OnDelete(DeleteBehavior.Restrict);
        alert.HasOne(a => a.Stage).WithMany().OnDelete(DeleteBehavior.Restrict);
        alert.HasOne(a => a.AcknowledgedBy).WithMany().OnDelete(DeleteBehavior.Restrict);

        // Whether a deal stalls, and for what; at most one open alert for each reason, whoever raises it.
        alert.HasIndex(a => new { a.DealId, a.Reason }).IsUnique().HasFilter("\"RecoveredAt\" IS NULL");

        // A deal's alerts, recovered ones too: who stalled at an earlier instant.
        alert.HasIndex(a => new { a.DealId, a.RaisedAt });

        // stalledDealAlerts(order: raisedAt): the newest.
        alert.HasIndex(a => new { a.RaisedAt, a.Id });
    }
}
