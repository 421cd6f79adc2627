namespace PipelineGraph.Benchmarks;

/// <summary>The measured query: 50 deals of 100,000, 10 fields, 3 nested objects, a filter and an order.</summary>
internal static class ListQuery
{
    internal const int Size = 50;
    internal const decimal LeastAmount = 10_000;

    internal const string Text = """
        query List($least: Decimal!) {
          deals(first: 50, where: { status: { eq: OPEN }, amount: { gte: $least } }, order: [{ amount: DESC }]) {
            nodes {
              id title amount currency status source createdAt expectedCloseDate score version
              stage { name } owner { name } account { name }
            }
          }
        }
        """;
}
