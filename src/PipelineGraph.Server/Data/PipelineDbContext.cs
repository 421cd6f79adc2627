using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.Money;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Data;

/// <summary>The model, the same on every database; each provider's subclass adds how it stores it.</summary>
internal abstract class PipelineDbContext(DbContextOptions options) : DbContext(options)
{
    private Sight? _sight;

    /// <summary>What a restricted context shows.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said for whom it was leased.</exception>
    public Sight Sight
    {
        get => _sight ?? throw new InvalidOperationException("Nobody has said for whom this context was leased.");
        set => _sight = value;
    }

    /// <summary>Whether it shows the deals of some owners only.</summary>
    protected virtual bool IsRestricted => false;

    public DbSet<Pipeline> Pipelines => Set<Pipeline>();
    public DbSet<Stage> Stages => Set<Stage>();
    public DbSet<ExitCriterion> ExitCriteria => Set<ExitCriterion>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<SalesRep> SalesReps => Set<SalesRep>();
    public DbSet<Actor> Actors => Set<Actor>();
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<StageTransition> StageTransitions => Set<StageTransition>();
    public DbSet<StageVisit> StageVisits => Set<StageVisit>();
    public DbSet<FieldChange> FieldChanges => Set<FieldChange>();
    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<ChecklistCompletion> ChecklistCompletions => Set<ChecklistCompletion>();
    public DbSet<StalledDealAlert> StalledDealAlerts => Set<StalledDealAlert>();
    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();
    public DbSet<ImportedRow> ImportedRows => Set<ImportedRow>();
    public DbSet<PipelineEvent> PipelineEvents => Set<PipelineEvent>();
    public DbSet<EventHead> EventHeads => Set<EventHead>();
    public DbSet<ConfigurationVersion> ConfigurationVersions => Set<ConfigurationVersion>();
    public DbSet<IdempotencyRow> IdempotencyRecords => Set<IdempotencyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<StallRules>().HaveConversion<int>();   // a set of flags
        // Every index is declared, with the query that it serves.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PipelineDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            // The domain gives every entity its id, so that a row is told from a new one by its state alone.
            if (entity.FindProperty("Id") is { } id) id.ValueGenerated = ValueGenerated.Never;
            if (entity.FindProperty(nameof(Deal.Version)) is { } version) version.IsConcurrencyToken = true;
        }

        if (IsRestricted) VisibilityFilter.AddTo(modelBuilder, this);
    }
}
