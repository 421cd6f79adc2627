using System.Numerics;
using System.Text;
using GraphQL;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Tests.Transport;

public class RequestReaderTests
{
    [Fact]
    public void All_parameters_are_read_and_unknown_ones_ignored()
    {
        var request = Read("""
            {
              "other": [{}], "query": "{a}", "id": "x", "operationName": "A",
              "variables": {"v": [1, null]}, "extensions": {"e": {"f": true}}
            }
            """);

        Assert.Equal(("{a}", "x", "A"), (request.Query, request.Id, request.OperationName));
        Assert.Equal(new object?[] { 1, null }, request.Variables!["v"]);
        Assert.Equal(true, ((IDictionary<string, object?>)request.Extensions!["e"]!)["f"]);
    }

    [Fact]
    public void Numbers_keep_their_exact_value()
    {
        var values = Read("""
            {"query":"q","variables":{"v":[1,2147483648,12345678901234567890,0.1,99999999999.9999,1e3,1e300]}}
            """).Variables!["v"];

        var huge = BigInteger.Parse("12345678901234567890");
        Assert.Equal(new object[] { 1, 2147483648L, huge, 0.1m, 99999999999.9999m, 1000m, 1e300 }, values);
    }

    [Theory]
    [InlineData("", "HC0009")]
    [InlineData(" \n", "HC0009")]
    [InlineData("[]", "HC0009")]
    [InlineData("""[{"query":"{a}"}]""", "HC0009")]
    [InlineData("1", "HC0009")]
    [InlineData("""{"query":1}""", "HC0009")]
    [InlineData("""{"operationName":{}}""", "HC0009")]
    [InlineData("""{"variables":[]}""", "HC0009")]
    [InlineData("""{"variables":"{}"}""", "HC0009")]
    [InlineData("""{"extensions":0}""", "HC0009")]
    [InlineData("{", "HC0012")]
    [InlineData("""{"query":"{a}"} x""", "HC0012")]
    [InlineData("""{"query":"{a}",}""", "HC0012")]
    [InlineData("[{", "HC0012")]
    [InlineData("""{"query":"\ud800"}""", "HC0012")]
    [InlineData("""{"query":"q","variables":{"v":"\udc00"}}""", "HC0012")]
    [InlineData("""{"query":"q","variables":{"v":1,"v":2}}""", "HC0012")]
    [InlineData("""{"query":"q","variables":{"v":1e999}}""", "HC0012")]
    public void What_is_no_request_is_refused_with_its_code(string body, string code)
    {
        Assert.Equal(code, Assert.ThrowsAny<ExecutionError>(() => Read(body)).Code);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        byte[] body = [.. """{"query":"x"""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal("HC0012", Assert.ThrowsAny<ExecutionError>(() => RequestReader.Read(body, new())).Code);
    }

    [Theory]
    [InlineData("variables")]
    [InlineData("extensions")]
    public void Sixteen_levels_of_JSON_pass_and_seventeen_do_not(string parameter)
    {
        Assert.Equal("q", Read(Nested(16)).Query);
        Assert.Equal("JsonNesting", Assert.Throws<LimitExceededError>(() => Read(Nested(17))).Extensions!["limit"]);
        Assert.Equal("JsonNesting", Assert.Throws<LimitExceededError>(() => Read(Nested(200))).Extensions!["limit"]);

        string Nested(int levels)
        {
            var lists = new string('[', levels - 1) + new string(']', levels - 1);
            return $$$"""{"query":"q","{{{parameter}}}":{"a":{{{lists}}}}}""";
        }
    }

    [Fact]
    public void A_hundred_items_pass_and_one_more_does_not()
    {
        Assert.Equal("q", Read(List(100)).Query);
        Assert.Equal("ListItems", Assert.Throws<LimitExceededError>(() => Read(List(101))).Extensions!["limit"]);

        static string List(int items)
            => $$$"""{"query":"q","variables":{"v":[{{{string.Join(',', Enumerable.Repeat(1, items))}}}]}}""";
    }

    private static GraphQLRequest Read(string body) => RequestReader.Read(Encoding.UTF8.GetBytes(body), new());
}
