using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class ExchangeRateConfiguration : IEntityTypeConfiguration<ExchangeRate>
{
    public void Configure(EntityTypeBuilder<ExchangeRate> rate)
    {
        rate.Property(r => r.FromCurrency).HasMaxLength(CurrencyCode.Length);
        rate.Property(r => r.ToCurrency).HasMaxLength(CurrencyCode.Length);

        // The latest rate between two currencies at an instant; one per instant.
        rate.HasIndex(r => new { r.FromCurrency, r.ToCurrency, r.ValidFrom }).IsUnique();
    }
}
