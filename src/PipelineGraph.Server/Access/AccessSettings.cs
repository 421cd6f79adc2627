namespace PipelineGraph.Server.Access;

/// <summary>What the operator decides about access.</summary>
/// <param name="RepsSee">Whose deals reps see; those that they change are their own.</param>
internal sealed record AccessSettings(RepSight RepsSee)
{
    private const string RepsSeeSetting = "Access:RepsSee";

    /// <exception cref="OperatorException">A setting has no meaning.</exception>
    public static AccessSettings Read(IConfiguration configuration)
    {
        var text = configuration[RepsSeeSetting];
        if (string.IsNullOrWhiteSpace(text)) return new AccessSettings(RepSight.Own);

        return Enum.TryParse<RepSight>(text, ignoreCase: true, out var sight) && Enum.IsDefined(sight)
            ? new AccessSettings(sight)
            : throw new OperatorException($"{RepsSeeSetting} is '{text}'; it can be Own, Team or All.");
    }
}

/// <summary>Whose deals a rep sees.</summary>
internal enum RepSight
{
    Own,

    /// <summary>Those of their team, their own among them.</summary>
    Team,

    /// <summary>Everybody's and nobody's.</summary>
    All,
}
