using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class IdempotencyRowConfiguration : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> record)
    {
        record.HasKey(r => new { r.Caller, r.Key });
        record.Property(r => r.Caller).HasMaxLength(TextLimits.ExternalId);
        record.Property(r => r.Key).HasMaxLength(255);

        // What is old enough to be removed.
        record.HasIndex(r => r.CreatedAt);
    }
}
