using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PipelineGraph.Server.Data.Writing;

/// <summary>A prepared statement: values in, at most one number out.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int GuidLength = 36;
    private const string Days = "yyyy-MM-dd";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>Binds a value in the form in which Microsoft.Data.Sqlite stores it; the first position is 1.</summary>
    public void Bind(int position, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, position),
        string text => raw.sqlite3_bind_text(_statement, position, text),
        Guid id => BindId(position, id),
        long number => raw.sqlite3_bind_int64(_statement, position, number),
        int number => raw.sqlite3_bind_int64(_statement, position, number),
        bool flag => raw.sqlite3_bind_int64(_statement, position, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, position, number),
        DateOnly day
            => raw.sqlite3_bind_text(_statement, position, day.ToString(Days, CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, position, bytes),
        _ => throw new NotSupportedException($"SQLite has no form for a {value.GetType().Name}."),
    });

    /// <returns>The first column of the first row; null without rows.</returns>
    public long? Run()
    {
        var result = raw.sqlite3_step(_statement);
        long? number = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : null;
        // The reset repeats the fault of the step; the message is lost after it.
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Fail(result);
        raw.sqlite3_reset(_statement);
        return number;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False behind the last one.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Fail(result);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>Ends the reading of rows.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    // Columns of the row are counted from 0.
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;
    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);
    public int Int32(int column) => checked((int)Int64(column));
    public bool Flag(int column) => Int64(column) != 0;
    public double Real(int column) => raw.sqlite3_column_double(_statement, column);
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));
    public Guid Id(int column) => Guid.Parse(raw.sqlite3_column_blob(_statement, column));
    public DateOnly Day(int column) => DateOnly.ParseExact(Text(column), Days, CultureInfo.InvariantCulture);

    /// <summary>The method that reads a column as a type.</summary>
    public static string Reader(Type type)
        => type == typeof(string) ? nameof(Text)
            : type == typeof(Guid) ? nameof(Id)
            : type == typeof(long) ? nameof(Int64)
            : type == typeof(int) ? nameof(Int32)
            : type == typeof(bool) ? nameof(Flag)
            : type == typeof(double) ? nameof(Real)
            : type == typeof(DateOnly) ? nameof(Day)
            : throw new NotSupportedException($"SQLite has no form for a {type.Name}.");

    public void Dispose() => _statement.Dispose();

    private int BindId(int position, Guid id)
    {
        Span<byte> text = stackalloc byte[GuidLength];
        id.TryFormat(text, out _, "D");
        Ascii.ToUpperInPlace(text, out _);
        return raw.sqlite3_bind_text(_statement, position, text);
    }

    private void Fail(int result)
    {
        try
        {
            Check(result);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
