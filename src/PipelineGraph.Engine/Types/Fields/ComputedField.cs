using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace PipelineGraph.Engine.Types.Fields;

/// <summary>What a computation for a whole level of rows may use.</summary>
/// <param name="Context">The plan's own context, in its snapshot: what is read here fits what the plan reads.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Now">The instant of the query.</param>
/// <param name="Cancelled">Ends with the request.</param>
public sealed record ComputeRequest(
    DbContext Context, ClaimsPrincipal? Caller, DateTime Now, CancellationToken Cancelled);

/// <summary>
/// Objects that the host computes in .NET for all rows of a level at once, declared by a
/// <see cref="ValueObjectType{T}"/>. The computation runs only when the field is selected, once for each level.
/// </summary>
public sealed class ComputedField : FieldDefinition<ComputedField>
{
    internal ComputedField(string name, LambdaExpression row, Type itemClrType, ListKind kind,
        Func<ComputeRequest, IReadOnlyList<Guid>, Task<Func<Guid, IEnumerable<object>>>> computeAsync) : base(name, row)
    {
        (ItemClrType, Kind, ComputeAsync, IsNullable) = (itemClrType, kind, computeAsync, kind is ListKind.First);
    }

    /// <summary>The field's shape, as the planner reads it.</summary>
    internal ListField List()
    {
        var list = new ListField(Name, Source, ItemClrType, Kind);
        return IsNullable ? list.Nullable() : list.NonNull();
    }

    internal Type ItemClrType { get; }

    /// <summary>A list, or the first and only object.</summary>
    internal ListKind Kind { get; }

    /// <summary>Computes for the rows with these keys; the result gives the objects of one of them.</summary>
    internal Func<ComputeRequest, IReadOnlyList<Guid>, Task<Func<Guid, IEnumerable<object>>>> ComputeAsync { get; }
}
