using GraphQL.Resolvers;
using GraphQL.Types;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Mutations.Errors;
using PipelineGraph.Engine.Mutations.Inputs;
using PipelineGraph.Engine.Types.Building;
using PipelineGraph.Engine.Types.Directives;

namespace PipelineGraph.Engine.Mutations.Building;

/// <summary>Makes the Mutation type from the declarations, as Hot Chocolate's mutation conventions do.</summary>
internal sealed class MutationFields
{
    private readonly InputTypes _inputs;
    private readonly ResultTypes _results;
    private readonly ErrorTypes _errors;
    private readonly OutcomeFormat _outcomes;
    private readonly MutationOptions _options;

    private MutationFields(
        GraphTypes types, IReadOnlyList<Mutation> mutations, ErrorCatalog errors, MutationOptions options)
    {
        _options = options;
        _outcomes = new OutcomeFormat(errors);
        _inputs = new InputTypes(types.Catalog);
        _errors = new ErrorTypes(types, errors, mutations);
        _results = new ResultTypes(types, _errors);
    }

    /// <summary>Adds the declared mutations to the schema's Mutation type, which need not be there yet.</summary>
    internal static void AddTo(GraphSchema schema, GraphTypes types,
        IEnumerable<MutationType> declarations, IEnumerable<ErrorType> errors, MutationOptions options)
    {
        Mutation[] mutations = [.. declarations.SelectMany(declaration => declaration.Mutations)];
        if (mutations.Length == 0) return;

        schema.Mutation ??= new ObjectGraphType { Name = "Mutation" };
        schema.Mutation.Description ??= options.Description;
        var fields = new MutationFields(types, mutations, new ErrorCatalog(errors), options);
        var invalid = options.InvalidInput([("", "")]).GetType();
        foreach (var mutation in mutations)
        {
            if (!mutation.RefusalTypes.Contains(invalid))
                throw new InvalidOperationException($"{mutation.Name} does not declare the refusal {invalid.Name}.");
            schema.Mutation.AddField(fields.Field(mutation));
        }

        schema.RegisterType(fields._errors.Interface);
    }

    private FieldType Field(Mutation mutation)
    {
        var (input, binder) = _inputs.Record(
            mutation.InputType, mutation.TypeName("Input"), $"What `{mutation.Name}` takes.");
        var field = new FieldType
        {
            Name = mutation.Name,
            Description = mutation.Documentation,
            Arguments = [new QueryArgument(new NonNullGraphType(input)) { Name = MutationResolver.Argument }],
            ResolvedType = new NonNullGraphType(Payload(mutation)),
            Resolver = new MutationResolver(mutation, binder, _errors.Catalog, _outcomes, _options)
        };
        if (mutation.Roles.Count > 0) field.AuthorizeRoles([.. mutation.Roles]);
        return field.Cost(FieldCosts.List);
    }

    private ObjectGraphType Payload(Mutation mutation)
    {
        var payload = new ObjectGraphType
        {
            Name = mutation.TypeName("Payload"),
            Description = $"What `{mutation.Name}` gives: data, or errors."
        };
        _results.AddFields(payload, mutation.PayloadType, isPayload: true);
        payload.AddField(new FieldType
        {
            Name = "errors",
            Description = "Why nothing was done; null on success.",
            ResolvedType = _errors.ListOf(mutation.Name),
            Resolver = new FuncFieldResolver<object?>(context => (context.Source as Refused)?.Errors)
        });
        return payload;
    }
}
