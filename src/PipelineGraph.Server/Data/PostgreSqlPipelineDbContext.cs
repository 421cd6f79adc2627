using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using PipelineGraph.Domain.Accounts;
using PipelineGraph.Domain.Activities;
using PipelineGraph.Domain.Alerts;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Domain.Events;
using PipelineGraph.Domain.People;
using PipelineGraph.Domain.Pipelines;

namespace PipelineGraph.Server.Data;

internal class PostgreSqlPipelineDbContext(DbContextOptions options) : PipelineDbContext(options)
{
    private const string ByteOrder = "C";   // what SQLite's BINARY is

    private static readonly Type[] Listed =
        [typeof(Account), typeof(Activity), typeof(Contact), typeof(Deal), typeof(SalesRep), typeof(StageTransition),
            typeof(StalledDealAlert)];

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(ByteOrder);
        configurationBuilder.Properties<Enum>().UseCollation(ByteOrder);
        configurationBuilder.Properties<DateTime>().HaveConversion<WholeMillisecondsConverter>();
        configurationBuilder.DefaultTypeMapping<DateTime>().HasConversion<WholeMillisecondsConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Stage>().Property(stage => stage.StallRules).UseCollation(null);   // an integer
        MappedFunctions.MapForPostgreSql(modelBuilder);
        OrderEvents(modelBuilder.Entity<PipelineEvent>());

        // Lists in their default order, by id: a primary key puts nulls last, and PostgreSQL then does not take it for
        // an order with nulls first, though an id is never null.
        foreach (var listed in Listed)
            modelBuilder.Entity(listed).HasIndex("Id");

        foreach (var index in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()))
            index.SetNullSortOrder(index.Properties.Select(_ => NullSortOrder.NullsFirst).ToArray());
    }

    /// <summary>The order in which events were inserted; they are numbered by it once committed.</summary>
    private static void OrderEvents(EntityTypeBuilder<PipelineEvent> happened)
    {
        happened.Property<long>("Sequence").UseIdentityAlwaysColumn();

        // What is still to be numbered.
        happened.HasIndex("Sequence").HasFilter("\"Position\" IS NULL");
    }
}
