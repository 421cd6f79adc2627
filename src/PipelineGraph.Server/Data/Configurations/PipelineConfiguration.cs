using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class PipelineConfiguration
    : IEntityTypeConfiguration<Pipeline>, IEntityTypeConfiguration<Stage>, IEntityTypeConfiguration<ExitCriterion>
{
    public void Configure(EntityTypeBuilder<Pipeline> pipeline)
    {
        pipeline.Property(p => p.Name).HasMaxLength(TextLimits.Name);
        pipeline.Property(p => p.Description).HasMaxLength(TextLimits.Note);
        pipeline.Property(p => p.Currency).HasMaxLength(CurrencyCode.Length);
        pipeline.Property(p => p.TimeZone).HasMaxLength(TextLimits.ShortText);
        pipeline.HasMany(p => p.Stages).WithOne(s => s.Pipeline).OnDelete(DeleteBehavior.Restrict);

        // Pipelines by name: lists, and an import that names its pipeline.
        pipeline.HasIndex(p => new { p.Name, p.Id });
    }

    public void Configure(EntityTypeBuilder<Stage> stage)
    {
        stage.Property(s => s.Name).HasMaxLength(TextLimits.Name);
        stage.Property(s => s.Guidance).HasMaxLength(TextLimits.Note);
        stage.HasMany(s => s.ExitCriteria).WithOne(c => c.Stage).OnDelete(DeleteBehavior.Restrict);

        // A pipeline's stages in order.
        stage.HasIndex(s => new { s.PipelineId, s.Position });
    }

    public void Configure(EntityTypeBuilder<ExitCriterion> criterion)
    {
        criterion.Property(c => c.Label).HasMaxLength(TextLimits.ShortText);

        // A stage's exit criteria in order.
        criterion.HasIndex(c => new { c.StageId, c.Position });
    }
}
