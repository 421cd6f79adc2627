using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class ConfigurationVersionConfiguration : IEntityTypeConfiguration<ConfigurationVersion>
{
    public void Configure(EntityTypeBuilder<ConfigurationVersion> version)
    {
        version.ToTable(nameof(ConfigurationVersion));
        version.HasData(new ConfigurationVersion());
    }
}
