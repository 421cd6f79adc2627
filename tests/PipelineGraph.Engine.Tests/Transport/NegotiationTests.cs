using PipelineGraph.Engine.Transport.Http;

namespace PipelineGraph.Engine.Tests.Transport;

public class NegotiationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json, */*")]
    [InlineData("application/json, text/plain, */*")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8")]
    [InlineData("application/graphql-response+json;q=0.5, application/json")]
    [InlineData("application/graphql-response+json;q=0, */*")]
    public void Plain_json_is_chosen(string? accept) => Assert.Equal(ResponseFormat.Json, Chosen(accept));

    [Theory]
    [InlineData("application/graphql-response+json")]
    [InlineData("application/graphql-response+json; charset=utf-8")]
    [InlineData("APPLICATION/GraphQL-Response+JSON")]
    [InlineData("application/graphql-response+json, application/json")]
    [InlineData("application/json, application/graphql-response+json")]
    [InlineData("application/json;q=0.9, application/graphql-response+json")]
    [InlineData("application/graphql-response+json, application/json;q=0.9, */*;q=0.1")]
    [InlineData("application/json;q=0, application/*")]
    [InlineData("text/event-stream, application/graphql-response+json")]
    public void The_graphql_type_is_chosen(string accept)
        => Assert.Equal(ResponseFormat.GraphQLResponse, Chosen(accept));

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/event-stream, application/json;q=0.9")]
    [InlineData("Text/Event-Stream; charset=utf-8, */*;q=0.1")]
    public void An_event_stream_is_chosen(string accept)
        => Assert.Equal((ResponseFormat.EventStream, true), (Chosen(accept), TakesStream(accept)));

    [Theory]
    [InlineData("application/json, text/event-stream", true)]
    [InlineData("application/graphql-response+json, text/event-stream;q=0.1", true)]
    [InlineData("application/json, text/event-stream;q=0", false)]
    [InlineData("application/json, text/*", false)]
    [InlineData("*/*", false)]
    [InlineData(null, false)]
    public void A_stream_is_taken_where_it_is_named(string? accept, bool takesStream)
        => Assert.Equal(takesStream, TakesStream(accept));

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json; charset=iso-8859-1")]
    public void Nothing_can_be_served(string accept) => Assert.Null(Chosen(accept));

    [Theory]
    [InlineData("unsupported")]
    [InlineData("application/json, ???")]
    public void Unreadable_headers_are_told_apart(string accept) => Assert.False(Negotiation.TryChoose(accept, out _, out _));

    private static ResponseFormat? Chosen(string? accept)
    {
        Assert.True(Negotiation.TryChoose(accept, out var format, out _));
        return format;
    }

    private static bool TakesStream(string? accept)
    {
        Assert.True(Negotiation.TryChoose(accept, out _, out var takesStream));
        return takesStream;
    }
}
