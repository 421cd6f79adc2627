using System.Security.Claims;
using GraphQL;
using Microsoft.Extensions.Options;
using PipelineGraph.Engine.Authorization;
using PipelineGraph.Engine.Errors;
using PipelineGraph.Engine.Execution;

namespace PipelineGraph.Engine.PersistedOperations;

/// <summary>Finds the document that a request names, and says whether it may send one itself.</summary>
internal sealed class PersistedDocuments(TrustedDocuments trusted, IOptions<TrustedDocumentOptions> options)
{
    private const int MaxCharacters = 4_000_000;   // of all that are kept automatically

    private readonly TrustedDocumentOptions _options = options.Value;
    private readonly RecentlyUsed<string> _automatic = new(options.Value.AutomaticDocuments, MaxCharacters);
    private readonly RoleList _exempt = new(options.Value.ExemptRoles);

    /// <summary>The request with its document's text, or why it has none.</summary>
    /// <param name="user">Null: nobody, who has no role.</param>
    public (GraphQLRequest Request, ExecutionError? Error) Resolve(GraphQLRequest request, ClaimsPrincipal? user)
    {
        var isFree = !_options.Only || _exempt.Includes(user);
        if (!string.IsNullOrEmpty(request.Query)) return (request, isFree ? null : RequestErrors.OnlyPersisted());
        if ((request.Id ?? PersistedQuery.HashOf(request.Extensions)) is not { } id)
            return (request, RequestErrors.NoQuery());

        var text = trusted.Find(id) ?? (isFree && _automatic.TryFind(id, out var kept) ? kept : null);
        if (text is not null) return (request with { Query = text }, null);

        return (request, request.Id is null ? RequestErrors.UnknownHash() : RequestErrors.UnknownId(id));
    }

    /// <summary>Keeps a valid document if the client who sent it asks for that.</summary>
    /// <param name="sent">The request as it came.</param>
    /// <returns>What the response says about it; null when nobody asked.</returns>
    public Dictionary<string, object?>? Keep(GraphQLRequest sent)
    {
        if (!_options.Automatic || string.IsNullOrEmpty(sent.Query)) return null;
        if (PersistedQuery.HashOf(sent.Extensions) is not { } claimed) return null;

        var actual = DocumentHash.Of(sent.Query);
        if (!claimed.Equals(actual, StringComparison.OrdinalIgnoreCase)) return PersistedQuery.NotKept(claimed, actual);

        _automatic.Add(claimed, sent.Query, sent.Query.Length);
        return PersistedQuery.Kept(claimed);
    }
}
