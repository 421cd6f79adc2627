using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Server.Data;

/// <summary>
/// Shows the deals of some owners only, and what hangs on them. Its model is another than that of the contexts which show
/// all, so that nobody pays for the filter but those whom it is for.
/// </summary>
internal sealed class RestrictedSqliteDbContext(DbContextOptions<RestrictedSqliteDbContext> options)
    : SqlitePipelineDbContext(options)
{
    protected override bool IsRestricted => true;
}

/// <inheritdoc cref="RestrictedSqliteDbContext"/>
internal sealed class RestrictedPostgreSqlDbContext(DbContextOptions<RestrictedPostgreSqlDbContext> options)
    : PostgreSqlPipelineDbContext(options)
{
    protected override bool IsRestricted => true;
}
