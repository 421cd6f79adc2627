using System.Security.Claims;
using System.Text;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Events;
using PipelineGraph.Engine.Execution.Coercion;
using PipelineGraph.Engine.Idempotency;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Limits.Cost;
using PipelineGraph.Engine.Limits.Rates;
using PipelineGraph.Engine.PersistedOperations;

namespace PipelineGraph.Engine.Execution;

/// <summary>Runs operations, whatever transport they came by; every refusal comes back as a response.</summary>
public sealed class GraphQLExecutor
{
    private readonly ISchema _schema;
    private readonly LimitOptions _limits;
    private readonly DocumentCache _documents;
    private readonly OperationCosts _costs;
    private readonly CallerRates _rates;
    private readonly PersistedDocuments _persisted;
    private readonly IntrospectionGate _introspection;
    private readonly DocumentExecuter _executer;
    private readonly UnexpectedErrors _unexpected;

    internal GraphQLExecutor(
        ISchema schema,
        IOptions<LimitOptions> limits,
        DocumentReader reader,
        IExecutionStrategySelector strategies,
        UnexpectedErrors unexpected,
        CallerRates rates,
        PersistedDocuments persisted)
    {
        Introspection.Complete(schema);
        (_schema, _limits, _unexpected) = (schema, limits.Value, unexpected);
        (_rates, _persisted) = (rates, persisted);
        _introspection = new IntrospectionGate(_limits);
        _documents = new DocumentCache(reader.Read, _limits.CachedDocuments);
        _costs = new OperationCosts(schema);
        _executer = new DocumentExecuter(new GraphQLDocumentBuilder(), new RequestCoercion(_limits.ValidationErrors), strategies, []);
    }

    /// <summary>Parses, checks and validates, or finds that this document was before; executes nothing.</summary>
    /// <param name="user">The caller whose limits it counts for; null for the server itself.</param>
    public PreparedRequest Prepare(GraphQLRequest request, ClaimsPrincipal? user = null)
    {
        if (_rates.Request(user) is { } tooMany) return PreparedRequest.Refused(request, tooMany);

        var (resolved, unknown) = _persisted.Resolve(request, user);
        if (unknown is not null) return PreparedRequest.Refused(request, unknown);

        var prepared = Read(resolved);
        if (prepared.IsRefused) return prepared;
        if (_introspection.Check(prepared, user) is { } secret) return PreparedRequest.Refused(request, secret);
        if (_rates.Spend(user, prepared.Cost!.Value.FieldCost + prepared.Cost.Value.TypeCost) is { } tooMuch)
            return PreparedRequest.Refused(request, tooMuch);

        return _persisted.Keep(request) is { } receipt ? prepared with { Receipt = receipt } : prepared;
    }

    /// <summary>Reads a document of the server's own, so that it is known when somebody asks for it.</summary>
    /// <returns>What is wrong with it.</returns>
    public IReadOnlyList<ExecutionError> Check(string text) => _documents.GetOrAdd(text).Errors;

    /// <summary>The queries of a document of the server's own.</summary>
    internal IEnumerable<GraphQLOperationDefinition> QueriesOf(string text)
        => _documents.GetOrAdd(text) is { IsValid: true, Ast: { } document }
            ? document.Definitions.OfType<GraphQLOperationDefinition>().Where(each => each.Operation is OperationType.Query)
            : [];

    /// <summary>Makes the plans of a query for callers who see what this one does; reads nothing.</summary>
    /// <returns>How many were new.</returns>
    internal async Task<int> RehearseAsync(
        GraphQLRequest request, ClaimsPrincipal caller, IServiceProvider services, CancellationToken cancelled)
    {
        if (Read(request) is not { IsRefused: false } prepared) return 0;

        using var context = new RequestContext { IsRehearsal = true };
        await _executer.ExecuteAsync(Options(prepared, context, caller, services, cancelled));
        return context.PlansMade;
    }

    /// <summary>Finds the operation and its cost, whoever asks.</summary>
    internal PreparedRequest Read(GraphQLRequest request)
    {
        if (Encoding.UTF8.GetByteCount(request.Query!) > _limits.BodyBytes)
            return PreparedRequest.Refused(request, RequestErrors.TooLarge());

        var document = _documents.GetOrAdd(request.Query!);
        return document.IsValid ? Select(request, document) : PreparedRequest.Refused(request, document.Errors);
    }

    /// <summary>Prepares and runs in one go.</summary>
    /// <param name="services">The scope that resolvers take their services from.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancelled"/> was; not the time limit.</exception>
    public Task<GraphQLResponse> ExecuteAsync(
        GraphQLRequest request, ClaimsPrincipal? user, IServiceProvider services, CancellationToken cancelled = default)
        => ExecuteAsync(Prepare(request, user), user, services, cancelled);

    /// <inheritdoc cref="ExecuteAsync(GraphQLRequest, ClaimsPrincipal?, IServiceProvider, CancellationToken)"/>
    public Task<GraphQLResponse> ExecuteAsync(
        PreparedRequest prepared,
        ClaimsPrincipal? user,
        IServiceProvider services,
        CancellationToken cancelled = default)
        => ExecuteAsync(prepared, user, services, new RequestContext(), cancelled);

    /// <param name="idempotent">Set when the operation is one mutation with an idempotency key.</param>
    internal Task<GraphQLResponse> ExecuteAsync(
        PreparedRequest prepared,
        ClaimsPrincipal? user,
        IServiceProvider services,
        IdempotentRun? idempotent,
        CancellationToken cancelled)
        => ExecuteAsync(prepared, user, services, new RequestContext { Idempotent = idempotent }, cancelled);

    /// <param name="stream">What a subscription is executed for.</param>
    internal Task<GraphQLResponse> ExecuteAsync(
        PreparedRequest prepared,
        ClaimsPrincipal? user,
        IServiceProvider services,
        StreamRun stream,
        CancellationToken cancelled)
        => ExecuteAsync(prepared, user, services, new RequestContext { Stream = stream }, cancelled);

    private async Task<GraphQLResponse> ExecuteAsync(
        PreparedRequest prepared,
        ClaimsPrincipal? user,
        IServiceProvider services,
        RequestContext context,
        CancellationToken cancelled)
    {
        if (prepared is { Report: CostReport.Validate, Cost: { } cost }) return GraphQLResponse.Costs(cost);
        if (prepared.IsRefused) return GraphQLResponse.Refused(prepared.Errors).Reporting(prepared);

        try
        {
            var result = await _executer.ExecuteAsync(Options(prepared, context, user, services, cancelled));
            return Shaped(result, context).Reporting(prepared);
        }
        catch
        {
            context.Dispose();
            throw;
        }
        finally
        {
            _rates.AddQueries(user, context.QueriesMade);
        }
    }

    private PreparedRequest Select(GraphQLRequest request, CachedDocument document)
    {
        var operations = document.Ast!.Definitions.OfType<GraphQLOperationDefinition>();
        var name = request.OperationName;
        if (!string.IsNullOrEmpty(name))
        {
            return operations.FirstOrDefault(operation => operation.Name?.Value == name) is { } named
                ? Weigh(new(request, document, named, []))
                : PreparedRequest.Refused(request, RequestErrors.OperationNotFound(name));
        }

        return operations.Take(2).ToArray() is [var only]
            ? Weigh(new(request, document, only, []))
            : PreparedRequest.Refused(request, RequestErrors.OperationNameMissing());
    }

    /// <summary>Adds the cost, and refuses what is too costly.</summary>
    private PreparedRequest Weigh(PreparedRequest prepared)
    {
        var cost = _costs.Of(prepared.Document!.Ast!, prepared.Operation!, prepared.Request.Variables);
        var error = OperationCosts.Check(cost, _limits);
        return prepared with { Cost = cost, Errors = error is null ? prepared.Errors : [error] };
    }

    private ExecutionOptions Options(
        PreparedRequest prepared,
        RequestContext context,
        ClaimsPrincipal? user,
        IServiceProvider services,
        CancellationToken cancelled) => new()
        {
            Schema = _schema,
            Document = prepared.Document!.Ast,
            OperationName = prepared.Operation!.Name?.StringValue,
            Variables = prepared.Request.Variables,
            Extensions = prepared.Request.Extensions,
            ValidationRules = [],   // the document is valid; only its variables and arguments are coerced
            UserContext = context,
            RequestServices = services,
            User = user,
            CancellationToken = cancelled,
            Timeout = _limits.ExecutionTimeout,
            UnhandledExceptionDelegate = _unexpected.OnUnhandled,
        };

    private GraphQLResponse Shaped(ExecutionResult result, RequestContext context)
    {
        if (result.Errors is not { Count: > 0 } errors) return new(result, context);

        var reported = result.Executed ? errors : errors.Take(_limits.ValidationErrors);
        result.Errors = [];
        foreach (var error in reported)
        {
            result.Errors.Add(error is TimeoutError
                ? RequestErrors.TimedOut(_limits.ExecutionTimeout)
                : ErrorShape.Of(error));

            // Execution had begun, so `data` is null, not absent.
            if (UnexpectedErrors.IsMasked(error)) result.Executed = true;
        }

        return new(result, context) { IsTimeout = errors.Any(error => error is TimeoutError) };
    }
}
