using System.Collections.Concurrent;
using System.Globalization;
using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Validation;

namespace PipelineGraph.Engine.Limits.Cost;

/// <summary>Weights as `@cost` says, else the defaults of ibm.github.io/graphql-specs.</summary>
internal sealed class CostWeights
{
    /// <summary>Of the whole schema, which has no lists with a size: some ten milliseconds of work.</summary>
    private const double WholeSchema = 500;

    /// <summary>Of one of its types.</summary>
    private const double OneType = 10;

    private readonly ConcurrentDictionary<IMetadataReader, double> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Of a field of an object: 1 for objects and lists, else nothing.</summary>
    public double OfField(FieldType field) => field.Name switch
    {
        "__schema" => WholeSchema,
        "__type" => OneType,
        _ => Of(field, () => field.NamedType() is IComplexGraphType or UnionGraphType || field.ResolvedType!.IsList()),
    };

    /// <summary>Of a type that a field returns: 1 for objects, else nothing.</summary>
    public double OfType(IGraphType type) => Of(type, () => type is IComplexGraphType or UnionGraphType);

    /// <summary>Of an argument or a field of an input object: 1 for input objects, else nothing.</summary>
    public double OfInput(IMetadataReader input, IGraphType type)
        => Of(input, () => type.GetNamedType() is IInputObjectGraphType);

    private double Of(IMetadataReader element, Func<bool> weighsOne)
        => _known.TryGetValue(element, out var known) ? known
            : _known.GetOrAdd(element, Declared(element) ?? (weighsOne() ? 1 : 0));

    private static double? Declared(IMetadataReader element)
        => element.FindAppliedDirective(CostDirective.Name)?.FindArgument(CostDirective.Weight)?.Value is string weight
            ? double.Parse(weight, CultureInfo.InvariantCulture)
            : null;
}
