using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using PipelineGraph.Domain;
using PipelineGraph.Engine.Filtering;
using SqlBinary = System.Linq.Expressions.ExpressionType;

namespace PipelineGraph.Server.Data;

/// <summary>.NET functions that queries use, as SQL that computes the very same values.</summary>
internal static class MappedFunctions
{
    private static readonly RelationalTypeMapping Bool = new BoolTypeMapping("boolean");
    private static readonly RelationalTypeMapping Int = new IntTypeMapping("integer");

    /// <summary>Instants are integers here: <c>(b - a) / 86400000.0</c>.</summary>
    public static void MapForSqlite(ModelBuilder model)
    {
        var (whole, real) = (new LongTypeMapping("INTEGER"), new DoubleTypeMapping("REAL"));
        MapDays(model, real, instant => instant, whole);
        MapTexts(model, search: "instr");
    }

    /// <summary>
    /// Each instant becomes its whole milliseconds first (<c>round</c> takes away the error of seconds in binary), so
    /// that the difference is exact and only the division rounds, as in .NET.
    /// </summary>
    public static void MapForPostgreSql(ModelBuilder model)
    {
        var real = new DoubleTypeMapping("double precision");
        var text = new StringTypeMapping("text", dbType: null);
        MapDays(model, real, Milliseconds, real);
        MapTexts(model, search: "strpos");

        SqlExpression Milliseconds(SqlExpression instant)
        {
            var seconds = Call("date_part", real, new SqlConstantExpression("epoch", text), instant);
            var thousand = new SqlConstantExpression(1000.0, real);
            return Call("round", real, Binary(SqlBinary.Multiply, seconds, thousand, real));
        }
    }

    private static void MapDays(
        ModelBuilder model, RelationalTypeMapping real, Func<SqlExpression, SqlExpression> milliseconds,
        RelationalTypeMapping difference)
        => model.HasDbFunction(() => Days.Between(default, default)).HasTranslation(instants => Binary(
            SqlBinary.Divide,
            Binary(SqlBinary.Subtract, milliseconds(instants[1]), milliseconds(instants[0]), difference),
            new SqlConstantExpression(Days.MillisecondsPerDay, real),
            real));

    private static void MapTexts(ModelBuilder model, string search)
    {
        var (zero, one) = (new SqlConstantExpression(0, Int), new SqlConstantExpression(1, Int));
        model.HasDbFunction(() => Text.Contains("", "")).HasTranslation(
            texts => Binary(SqlBinary.GreaterThan, Call(search, Int, texts[0], texts[1]), zero, Bool));
        model.HasDbFunction(() => Text.StartsWith("", "")).HasTranslation(
            texts => Binary(SqlBinary.Equal, Part(texts[0], one, Length(texts[1])), texts[1], Bool));
        // Where the end is longer than the text both databases give back less than the end, which then differs.
        model.HasDbFunction(() => Text.EndsWith("", "")).HasTranslation(texts =>
        {
            var before = Binary(SqlBinary.Subtract, Length(texts[0]), Length(texts[1]), Int);
            return Binary(SqlBinary.Equal, Part(texts[0], Binary(SqlBinary.Add, before, one, Int)), texts[1], Bool);
        });
    }

    private static SqlFunctionExpression Length(SqlExpression text) => Call("length", Int, text);

    private static SqlFunctionExpression Part(params SqlExpression[] arguments)
        => Call("substr", arguments[0].TypeMapping!, arguments);

    private static SqlFunctionExpression Call(
        string name, RelationalTypeMapping mapping, params SqlExpression[] arguments)
        => new(name, arguments, nullable: true, arguments.Select(_ => true), mapping.ClrType, mapping);

    private static SqlBinaryExpression Binary(
        SqlBinary operation, SqlExpression left, SqlExpression right, RelationalTypeMapping mapping)
        => new(operation, left, right, mapping.ClrType, mapping);
}
