using System.Buffers.Binary;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;

namespace PipelineGraph.Engine.Sorting;

/// <summary>A total order of rows: its last key is unique.</summary>
internal sealed class RowOrder
{
    internal RowOrder(IReadOnlyList<OrderKey> keys)
    {
        Keys = keys;
        DependsOnClock = keys.Any(key => key.DependsOnClock);
        var text = string.Join('|', keys.Select(k => $"{k.Path}:{k.Type.Name}:{(k.IsDescending ? 'D' : 'A')}"));
        Hash = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    internal IReadOnlyList<OrderKey> Keys { get; }

    /// <summary>Whether cursors of this order carry the instant of the first page.</summary>
    internal bool DependsOnClock { get; }

    /// <summary>Tells cursors of different orders apart.</summary>
    internal uint Hash { get; }

    internal RowOrder Reversed() => new([.. Keys.Select(key => key.Reversed())]);

    /// <summary>Orders a query by the keys over <paramref name="of"/> (row to what the keys are declared on).</summary>
    internal Expression Apply(Expression query, ParameterExpression row, Expression of, bool isOrdered = false)
    {
        foreach (var key in Keys)
        {
            var value = ReplaceRow(key.Value, of);
            var method = (isOrdered, key.IsDescending) switch
            {
                (false, false) => nameof(Queryable.OrderBy),
                (false, true) => nameof(Queryable.OrderByDescending),
                (true, false) => nameof(Queryable.ThenBy),
                (true, true) => nameof(Queryable.ThenByDescending)
            };
            query = Expression.Call(typeof(Queryable), method, [row.Type, value.Type], query,
                Expression.Quote(Expression.Lambda(value, row)));
            isOrdered = true;
        }

        return query;
    }

    internal static Expression ReplaceRow(LambdaExpression key, Expression row)
        => Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor.Replace(key.Parameters[0], row, key.Body);
}
