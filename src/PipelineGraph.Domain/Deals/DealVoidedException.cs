namespace PipelineGraph.Domain.Deals;

/// <summary>The deal was entered by mistake and voided; nothing about it changes any more.</summary>
public sealed class DealVoidedException() : Exception("The deal is voided.");
