using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Accounts;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.Property(a => a.ExternalId).HasMaxLength(TextLimits.ExternalId);
        account.Property(a => a.Name).HasMaxLength(TextLimits.Name);
        account.Property(a => a.Industry).HasMaxLength(TextLimits.ShortText);
        account.Property(a => a.Website).HasMaxLength(TextLimits.Url);
        account.Property(a => a.Country).HasMaxLength(TextLimits.ShortText);
        account.HasMany(a => a.Contacts).WithOne(c => c.Account).OnDelete(DeleteBehavior.Restrict);

        // An account by the id that it has in another system; no two have the same.
        account.HasIndex(a => a.ExternalId).IsUnique().HasFilter("\"ExternalId\" IS NOT NULL");

        // accounts(order: name), and an account by its name at import.
        account.HasIndex(a => new { a.Name, a.Id });

        // Accounts changed since: sync by updatedAt.
        account.HasIndex(a => new { a.UpdatedAt, a.Id });
    }

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.Property(c => c.Name).HasMaxLength(TextLimits.Name);
        contact.Property(c => c.Email).HasMaxLength(TextLimits.Address);
        contact.Property(c => c.Phone).HasMaxLength(TextLimits.ShortText);
        contact.Property(c => c.JobTitle).HasMaxLength(TextLimits.ShortText);

        // An account's contacts in their default order.
        contact.HasIndex(c => new { c.AccountId, c.Id });

        // contacts(order: name).
        contact.HasIndex(c => new { c.Name, c.Id });

        // Contacts changed since: sync by updatedAt.
        contact.HasIndex(c => new { c.UpdatedAt, c.Id });
    }
}
