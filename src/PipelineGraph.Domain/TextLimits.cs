namespace PipelineGraph.Domain;

/// <summary>Longest texts, in UTF-16 characters.</summary>
public static class TextLimits
{
    public const int Name = 200;
    public const int Title = 200;
    public const int ShortText = 200;
    public const int Address = 320;
    public const int Url = 2_000;
    public const int Reason = 2_000;
    public const int Note = 10_000;
    public const int ExternalId = 200;
}
