using System.Numerics;
using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQLParser;
using PipelineGraph.Engine.Execution;
using PipelineGraph.Engine.Planning;
using PipelineGraph.Engine.Transport;

namespace PipelineGraph.Engine.Tests.Transport;

public class ResponseWriterTests
{
    [Fact]
    public void Keys_come_in_the_order_errors_data_extensions_and_absent_parts_are_left_out()
    {
        var error = new ExecutionError("no") { Code = "X", Path = ["deals", 0, "title"] }.AddExtension("max", 3);
        error.AddLocation(new Location(1, 2));
        var full = new ExecutionResult { Executed = true, Errors = [], Extensions = new() { ["cost"] = 1 } };
        full.Errors.Add(error);

        Assert.Equal(
            HttpCalls.OneLine("""
                {"errors":[{"message":"no","locations":[{"line":1,"column":2}],"path":["deals",0,"title"],
                "extensions":{"code":"X","max":3}}],"data":null,"extensions":{"cost":1}}
                """),
            Json(full));
        Assert.Equal("""{"errors":[{"message":"no"}]}""", Json(new ExecutionResult(new ExecutionError("no"))));
        Assert.Equal(
            """{"data":{}}""", Json(new ExecutionResult { Executed = true, Data = new Dictionary<string, object?>() }));
    }

    [Fact]
    public void An_error_has_at_most_five_locations()
    {
        var error = new ExecutionError("no");
        for (var line = 1; line <= 9; line++) error.AddLocation(new Location(line, 1));

        var locations = JsonDocument.Parse(Json(new ExecutionResult(error))).RootElement
            .GetProperty("errors")[0].GetProperty("locations");

        Assert.Equal(5, locations.GetArrayLength());
    }

    [Fact]
    public void Values_are_written_by_their_type()
    {
        object?[] values =
        [
            null, true, "a", 1, 2L, 3.5, 4.50m, (short)5, (byte)6, 7u, 8ul, 1.5f,
            BigInteger.Parse("12345678901234567890"), Guid.Empty,
            new[] { 1, 2 }, new Dictionary<string, object?> { ["k"] = "v" },
        ];

        Assert.Equal(
            HttpCalls.OneLine("""
                {"data":[null,true,"a",1,2,3.5,4.50,5,6,7,8,1.5,
                12345678901234567890,"00000000-0000-0000-0000-000000000000",[1,2],{"k":"v"}]}
                """),
            Json(new ExecutionResult { Executed = true, Data = values }));
    }

    [Fact]
    public void Text_is_escaped_only_where_JSON_demands_it()
    {
        var json = Json(new ExecutionResult { Executed = true, Data = "é漢 <a href='x'>&\"\\\n\u0001" });

        Assert.Equal("""{"data":"é漢 <a href='x'>&\"\\\n\u0001"}""", json);
    }

    [Fact]
    public void Raw_json_is_written_as_it_is_among_other_values()
    {
        var raw = new RawJson(Encoding.UTF8.GetBytes("""{"id":1}xxx"""), length: 8);

        var json = Json(new ExecutionResult { Executed = true, Data = new object[] { 1, raw, 2 } });

        Assert.Equal("""{"data":[1,{"id":1},2]}""", json);
    }

    [Fact]
    public void A_writer_that_failed_does_not_spoil_the_next_response()
    {
        Assert.ThrowsAny<ArgumentException>(() => Json(new ExecutionResult { Executed = true, Data = double.NaN }));

        Assert.Equal("""{"data":1}""", Json(new ExecutionResult { Executed = true, Data = 1 }));
    }

    [Fact]
    public void The_buffer_grows_and_keeps_what_was_written()
    {
        var texts = Enumerable.Range(0, 5_000).Select(i => $"deal {i}").ToArray();

        var json = Json(new ExecutionResult { Executed = true, Data = texts });

        Assert.Equal(texts, JsonDocument.Parse(json).RootElement.GetProperty("data").Deserialize<string[]>());
    }

    private static string Json(ExecutionResult result)
    {
        using var buffer = new PooledBuffer(16);
        ResponseWriter.Write(result, buffer);
        return Encoding.UTF8.GetString(buffer.Written);
    }
}
