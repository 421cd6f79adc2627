namespace PipelineGraph.Domain.People;

/// <summary>Who did something, as known when it was done: one immutable row per distinct combination.</summary>
public sealed class Actor
{
    private Actor() => (Name, Key) = ("", "");   // EF Core

    /// <param name="kind">A person, an integration, an import, or the system itself.</param>
    /// <param name="name">What a reader sees.</param>
    /// <param name="subject">The token's subject, where a token was involved.</param>
    /// <param name="salesRepId">The sales rep that the subject belongs to.</param>
    /// <exception cref="InvalidInputException">The name is blank, or a text is too long.</exception>
    public Actor(ActorKind kind, string name, string? subject = null, Guid? salesRepId = null)
    {
        var check = new InputCheck();
        (Kind, SalesRepId) = (kind, salesRepId);
        Name = check.Required("name", name, TextLimits.Name);
        Subject = check.Optional("subject", subject, TextLimits.ExternalId);
        check.ThrowIfAny();
        Key = KeyOf(kind, Name, Subject, salesRepId);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public ActorKind Kind { get; private set; }
    public string Name { get; private set; }
    public string? Subject { get; private set; }
    public Guid? SalesRepId { get; private set; }
    public SalesRep? SalesRep { get; private set; }

    /// <summary>
    /// The combination as one text, unique: databases take two nulls for different, a text they do not.
    /// </summary>
    public string Key { get; private set; }

    public static string KeyOf(ActorKind kind, string name, string? subject = null, Guid? salesRepId = null)
        => $"{kind}\u001f{salesRepId:N}\u001f{subject}\u001f{name}";
}
