using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PipelineGraph.Domain;
using PipelineGraph.Domain.People;

namespace PipelineGraph.Server.Data.Configurations;

internal sealed class PeopleConfiguration : IEntityTypeConfiguration<SalesRep>, IEntityTypeConfiguration<Actor>
{
    public void Configure(EntityTypeBuilder<SalesRep> rep)
    {
        rep.Property(r => r.Name).HasMaxLength(TextLimits.Name);
        rep.Property(r => r.Email).HasMaxLength(TextLimits.Address);
        rep.Property(r => r.Team).HasMaxLength(TextLimits.ShortText);
        rep.Property(r => r.Subject).HasMaxLength(TextLimits.ExternalId);

        // The sales rep behind a token; a subject belongs to one person.
        rep.HasIndex(r => r.Subject).IsUnique().HasFilter("\"Subject\" IS NOT NULL");

        // salesReps(order: name), and a sales rep by name at import.
        rep.HasIndex(r => new { r.Name, r.Id });

        // A team's sales reps.
        rep.HasIndex(r => new { r.Team, r.Id });
    }

    public void Configure(EntityTypeBuilder<Actor> actor)
    {
        actor.Property(a => a.Name).HasMaxLength(TextLimits.Name);
        actor.Property(a => a.Subject).HasMaxLength(TextLimits.ExternalId);
        actor.HasOne(a => a.SalesRep).WithMany().OnDelete(DeleteBehavior.Restrict);

        // The one row of a combination, see Actors.
        actor.HasIndex(a => a.Key).IsUnique();
    }
}
