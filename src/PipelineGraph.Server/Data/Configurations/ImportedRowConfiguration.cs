using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class ImportedRowConfiguration : IEntityTypeConfiguration<ImportedRow>
{
    public void Configure(EntityTypeBuilder<ImportedRow> row)
    {
        row.HasKey(r => new { r.Kind, r.Key });
        row.Property(r => r.Kind).HasMaxLength(32);
        row.Property(r => r.Key).HasMaxLength(TextLimits.ExternalId);
    }
}
