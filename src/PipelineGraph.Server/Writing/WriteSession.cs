using PipelineGraph.Domain;
using PipelineGraph.Domain.People;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Data.Writing;

namespace PipelineGraph.Server.Writing;

/// <summary>What a mutation works with, inside its transaction.</summary>
/// <param name="valueFaults">What is wrong with the input by itself.</param>
internal sealed class WriteSession(
    WriteScope scope, KnownCaller known, Visibility visibility, Actor actor, bool isNewActor, DateTime now,
    Func<IReadOnlyList<InputFault>> valueFaults)
{
    private bool _isNewActor = isNewActor;

    /// <summary>Tracks what it loads; what is changed is saved when the work is done.</summary>
    public PipelineDbContext Context => scope.Context;

    /// <summary>The way past the context's tracker; null where the database is not SQLite.</summary>
    public HeldRows? Rows => scope.Rows;

    public Caller Caller => known.Caller;

    /// <summary>The caller with their sales rep and team.</summary>
    public KnownCaller Known => known;

    /// <summary>What the caller sees; null: all deals.</summary>
    public ValueTask<Sight?> SightAsync() => visibility.SightAsync(Context, known, Cancelled);

    /// <summary>The caller, as history names them.</summary>
    public Actor Actor
    {
        get
        {
            if (_isNewActor) Context.Actors.Add(actor);
            _isNewActor = false;
            return actor;
        }
    }

    /// <summary>Teams of sales reps that the work happens to have read; the events name them.</summary>
    public Dictionary<Guid, string?> KnownTeams { get; } = [];

    /// <summary>When the work began, UTC, whole milliseconds: later than everything committed before by this
    /// server.</summary>
    public DateTime Now => now;

    /// <summary>A write that has begun finishes, whether or not its caller still waits.</summary>
    public CancellationToken Cancelled { get; } = CancellationToken.None;

    /// <summary>What is wrong with the input's values, to be told together with what its ids do not find.</summary>
    public IReadOnlyList<InputFault> ValueFaults() => valueFaults();

    /// <summary>Something that is recorded now.</summary>
    /// <param name="effectiveAt">When it happened; now when left out.</param>
    /// <param name="field">The input field that said when.</param>
    public Recording At(DateTime? effectiveAt = null, string field = "effectiveAt")
        => Recording.Entered(effectiveAt, now, Actor, field);
}
