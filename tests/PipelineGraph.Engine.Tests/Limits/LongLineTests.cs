using GraphQLParser;
using GraphQLParser.Exceptions;
using PipelineGraph.Engine.Tests.Validation;
using Xunit.Abstractions;
using static PipelineGraph.Engine.Tests.Limits.Texts;

namespace PipelineGraph.Engine.Tests.Limits;

/// <summary>Syntax errors in long lines: the library's own take time quadratic to the column.</summary>
[Collection(nameof(Alone))]
public class LongLineTests(ITestOutputHelper output)
{
    private const int Texts = 3_000;
    private const double MostMilliseconds = 20;

    private static readonly string Spaces = new(' ', 1_500);
    private static readonly string[] Pieces =
    [
        "{", "}", "{ a }", "query", "query A", "mutation", "fragment", "on", "$a", ":", "a", "a: ", "\"x\"", "\"", "\"\"\"", "\\\"",
        "\\u00e9", "\\u12", "\\n", "\\x", "1", "01", "1.", "-", "1e", "@a", "!", "[", "]", "(", ")", "(a: ", "...", "..", "?", "#c",
        "\n", "\r\n", "\r", "\t", "\0", "é", "true", "null", "=", "|", "&", ",", "\uFEFF", "type", " ",
    ];

    public static TheoryData<string, string> Documents => new()
    {
        { "a string", "{ a(b: \"" + new string('x', 100_000) },
        { "a string with a line break", "{ a(b: \"" + new string('x', 100_000) + "\n\") }" },
        { "a string with a bad escape", "{ a(b: \"" + new string('x', 100_000) + "\\x\") }" },
        { "a block string", "{ a(b: \"\"\"" + new string('x', 100_000) },
        { "a block string with a zero", "{ a(b: \"\"\"" + new string('x', 100_000) + "\0\"\"\") }" },
        { "a number", "{ a(b: " + new string('1', 100_000) + ".x) }" },
        { "a bad character", "{ a " + new string(' ', 100_000) + "? }" },
        { "a bad character behind a string", "{ a(b: \"" + new string('x', 100_000) + "\"?) }" },
        { "a wrong token", "{ a(b: \"" + new string('x', 100_000) + "\"!) }" },
        { "a wrong token behind a name", "{ " + new string('x', 100_000) + "! }" },
        { "no end", "{ a " + new string(' ', 100_000) },
        { "a wrong escape in a comment", "{ a #" + new string(' ', 100_000) + "\\x" },
        { "no end, behind a comment", "{ a #" + new string(' ', 100_000) },
        { "a token too many", Repeat("{ a } ", 300) + new string(',', 100_000) + "}" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Error_far_behind_the_begin_of_its_line_costs_little(string what, string document)
    {
        var (cheapest, error) = (double.MaxValue, "");
        for (var i = 0; i < 8; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            error = Assert.Single(Corpus.Read(document).Errors).Code;
            cheapest = Math.Min(cheapest, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        Assert.Equal("HC0011", error);
        Assert.True(cheapest < MostMilliseconds, $"{what}: {cheapest:0.0} ms");
    }

    [Fact]
    public void Error_in_a_long_line_is_that_of_the_short_one_further_right()
    {
        foreach (var text in RandomTexts().Where(text => Corpus.Read(text).Ast is not { Definitions.Count: 0 }))
        {
            var (near, far) = (Told(text, by: Spaces.Length), Told(Spaces + text, by: 0));

            Assert.True(near == far, $"{near}\n{far}\n{text}");
        }
    }

    [Fact]
    public void Comment_may_hold_anything()
    {
        Assert.True(Corpus.Read("{ person { id } } # C:\\x \\u12 \"\"\" \0 é\n#\\").IsValid);
    }

    [Fact]
    public void Long_string_is_taken_if_the_parser_takes_it()
    {
        foreach (var text in RandomTexts().Where(text => !text.Contains('#')))   // the parser reads escapes in comments
        {
            foreach (var quotes in (string[])["\"", "\"\"\""])
            {
                var document = $"{{ a(b: {quotes}{Spaces}{text}";
                var isTaken = Corpus.Read(document).Errors.All(error => error.Code != "HC0011");

                Assert.True(isTaken == IsTaken(document), document.Replace(Spaces, ""));
            }
        }
    }

    private IEnumerable<string> RandomTexts()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Texts; i++)
        {
            var text = string.Concat(random.GetItems(Pieces, random.Next(1, 9)));
            yield return text;
            yield return text + "\"\"\") }";
            yield return text + "\") }";
        }
    }

    /// <param name="by">Columns that errors in the first line are moved.</param>
    private static string Told(string text, int by) => string.Join('\n', Corpus.Read(text).Errors.Select(error
        => $"{error.Code} {error.Message} {string.Join(' ', error.Locations?.Select(place => Moved(text, place, by)) ?? [])}"));

    /// <summary>The library is two columns off at block strings.</summary>
    private static string Moved(string text, Location place, int by)
    {
        if (text.Contains("\"\"\"")) return $"line {place.Line}";

        return place.Line > 1 ? $"{place}" : $"column {place.Column + by}";
    }

    private static bool IsTaken(string document)
    {
        try
        {
            return Parser.Parse(document).Definitions.Count > 0;
        }
        catch (Exception exception) when (exception is GraphQLSyntaxErrorException or IndexOutOfRangeException)
        {
            return false;
        }
    }
}
