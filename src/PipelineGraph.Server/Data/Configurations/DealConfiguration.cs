using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Money;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class DealConfiguration : IEntityTypeConfiguration<Deal>
{
    public void Configure(EntityTypeBuilder<Deal> deal)
    {
        deal.Property(d => d.ExternalId).HasMaxLength(TextLimits.ExternalId);
        deal.Property(d => d.Title).HasMaxLength(TextLimits.Title);
        deal.Property(d => d.Description).HasMaxLength(TextLimits.Note);
        deal.Property(d => d.Currency).HasMaxLength(CurrencyCode.Length);
        deal.Property(d => d.Source).HasMaxLength(TextLimits.ShortText);
        deal.Property(d => d.CloseNote).HasMaxLength(TextLimits.Note);
        deal.Property(d => d.VoidReason).HasMaxLength(TextLimits.Reason);
        Relate(deal);
        IndexLists(deal);
        IndexRelations(deal);
    }

    private static void Relate(EntityTypeBuilder<Deal> deal)
    {
        deal.HasOne(d => d.Pipeline).WithMany(p => p.Deals).OnDelete(DeleteBehavior.Restrict);
        deal.HasOne(d => d.Stage).WithMany(s => s.Deals).OnDelete(DeleteBehavior.Restrict);
        deal.HasOne(d => d.Account).WithMany(a => a.Deals).OnDelete(DeleteBehavior.Restrict);
        deal.HasOne(d => d.PrimaryContact).WithMany().OnDelete(DeleteBehavior.Restrict);
        deal.HasOne(d => d.Owner).WithMany(r => r.Deals).OnDelete(DeleteBehavior.Restrict);
        deal.HasOne(d => d.RatedBy).WithMany().OnDelete(DeleteBehavior.Restrict);
        deal.HasOne(d => d.FollowUpOf).WithMany(d => d.FollowUps).OnDelete(DeleteBehavior.Restrict);

        // What hangs on a deal goes where the deal takes it out: an undone visit, a cleared checklist item.
        deal.HasMany(d => d.Transitions).WithOne(t => t.Deal).OnDelete(DeleteBehavior.Cascade);
        deal.HasMany(d => d.Visits).WithOne(v => v.Deal).OnDelete(DeleteBehavior.Cascade);
        deal.HasMany(d => d.Changes).WithOne(c => c.Deal).OnDelete(DeleteBehavior.Cascade);
        deal.HasMany(d => d.Activities).WithOne(a => a.Deal).OnDelete(DeleteBehavior.Cascade);
        deal.HasMany(d => d.Objections).WithOne(o => o.Deal).OnDelete(DeleteBehavior.Cascade);
        deal.HasMany(d => d.ChecklistCompletions).WithOne(c => c.Deal).OnDelete(DeleteBehavior.Cascade);
    }

    private static void IndexLists(EntityTypeBuilder<Deal> deal)
    {
        // A deal by the id that it has in another system; no two have the same.
        deal.HasIndex(d => d.ExternalId).IsUnique().HasFilter("\"ExternalId\" IS NOT NULL");

        // deals(order: amount), both ways; the id last makes every page one seek, here and below.
        deal.HasIndex(d => new { d.AmountUnits, d.Id });

        // deals(where: status, order: amount): the largest open or won deals.
        deal.HasIndex(d => new { d.Status, d.AmountUnits, d.Id });

        // deals(order: createdAt), and ageDays.
        deal.HasIndex(d => new { d.CreatedAt, d.Id });

        // deals(order: updatedAt): sync.
        deal.HasIndex(d => new { d.UpdatedAt, d.Id });

        // deals(order: expectedCloseDate).
        deal.HasIndex(d => new { d.ExpectedCloseDate, d.Id });

        // deals(order: title).
        deal.HasIndex(d => new { d.Title, d.Id });

        // deals(order: stageEnteredAt).
        deal.HasIndex(d => new { d.StageEnteredAt, d.Id });
    }

    private static void IndexRelations(EntityTypeBuilder<Deal> deal)
    {
        // The board reads one stage's open deals, oldest in stage first.
        deal.HasIndex(d => new { d.StageId, d.Status, d.StageEnteredAt });

        // The deals of a stage, a pipeline, an account, a sales rep, in their default order.
        deal.HasIndex(d => new { d.StageId, d.Id });
        deal.HasIndex(d => new { d.PipelineId, d.Id });
        deal.HasIndex(d => new { d.AccountId, d.Id });
        deal.HasIndex(d => new { d.OwnerId, d.Id });

        // A won deal's follow-ups.
        deal.HasIndex(d => new { d.FollowUpOfId, d.Id });
    }
}
