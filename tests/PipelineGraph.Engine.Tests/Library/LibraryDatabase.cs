using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PipelineGraph.Engine.Filtering;

namespace PipelineGraph.Engine.Tests.Library;

public sealed class LibraryContext(DbContextOptions<LibraryContext> options) : DbContext(options)
{
    private static readonly RelationalTypeMapping BoolMapping = new BoolTypeMapping("INTEGER");
    private static readonly RelationalTypeMapping IntMapping = new IntTypeMapping("INTEGER");
    private static readonly RelationalTypeMapping RealMapping = new DoubleTypeMapping("REAL");
    private static readonly RelationalTypeMapping TextMapping = new StringTypeMapping("TEXT", null);

    public DbSet<Author> Authors => Set<Author>();
    public DbSet<Book> Books => Set<Book>();
    public DbSet<Review> Reviews => Set<Review>();

    public static double DaysBetween(DateTime from, DateTime to)
        => (to.Ticks - from.Ticks) / TimeSpan.TicksPerMillisecond / 86_400_000.0;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTime>().HaveConversion<Milliseconds>();
        configurationBuilder.DefaultTypeMapping<DateTime>().HasConversion<Milliseconds>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Book>().HasOne(b => b.Author).WithMany(a => a.Books);
        modelBuilder.Entity<Book>().HasOne(b => b.Translator).WithMany();
        modelBuilder.Entity<Book>().HasOne(b => b.Sequel).WithMany();
        modelBuilder.Entity<Review>().HasOne(r => r.Critic).WithMany();
        Map(modelBuilder, nameof(Text.Contains), args => Greater(Function("instr", args[0], args[1])));
        Map(modelBuilder, nameof(Text.StartsWith), args => Equal(
            Substring("substr", args[0], new SqlConstantExpression(1, IntMapping), Function("length", args[1])),
            args[1]));
        Map(modelBuilder, nameof(Text.EndsWith), args => Equal(
            Substring("substr", args[0], Binary(ExpressionType.Add,
                Binary(ExpressionType.Subtract, Function("length", args[0]), Function("length", args[1]), typeof(int)),
                new SqlConstantExpression(1, IntMapping), typeof(int))), args[1]));
        modelBuilder.HasDbFunction(typeof(LibraryContext).GetMethod(nameof(DaysBetween))!).HasTranslation(args =>
            Binary(ExpressionType.Divide, Binary(ExpressionType.Subtract, args[1], args[0], typeof(long)),
                new SqlConstantExpression(86_400_000.0, RealMapping), typeof(double)));
    }

    private static void Map(
        ModelBuilder model, string name, Func<IReadOnlyList<SqlExpression>, SqlExpression> translation)
        => model.HasDbFunction(typeof(Text).GetMethod(name)!).HasTranslation(translation);

    private static SqlExpression Function(string name, params SqlExpression[] args)
        => new SqlFunctionExpression(name, args, true, args.Select(_ => true), typeof(int), IntMapping);

    private static SqlExpression Substring(string name, params SqlExpression[] args)
        => new SqlFunctionExpression(name, args, true, args.Select(_ => true), typeof(string), TextMapping);

    private static SqlExpression Greater(SqlExpression value)
        => Binary(ExpressionType.GreaterThan, value, new SqlConstantExpression(0, IntMapping), typeof(bool));

    private static SqlExpression Equal(SqlExpression left, SqlExpression right)
        => Binary(ExpressionType.Equal, left, right, typeof(bool));

    private static SqlBinaryExpression Binary(ExpressionType kind, SqlExpression left, SqlExpression right, Type type)
        => new(kind, left, right, type,
            type == typeof(bool) ? BoolMapping : type != typeof(double) ? IntMapping : RealMapping);

    private sealed class Milliseconds() : ValueConverter<DateTime, long>(
        instant => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond,
        milliseconds => new DateTime(
            DateTime.UnixEpoch.Ticks + milliseconds * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc));
}
