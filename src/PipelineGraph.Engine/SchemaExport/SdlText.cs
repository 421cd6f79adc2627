using System.Globalization;
using System.Text;
using GraphQLParser.AST;

namespace PipelineGraph.Engine.SchemaExport;

/// <summary>Strings and literals as Hot Chocolate 15 prints them.</summary>
internal static class SdlText
{
    private const string Quotes = "\"\"\"";

    extension(StringBuilder text)
    {
        /// <summary>One line as a string, several as a block string whose lines take the indentation.</summary>
        public StringBuilder Description(string description, string indent)
        {
            var lines = description.Trim().Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
            if (lines.Length == 1) return text.Quoted(lines[0]);

            text.Append(Quotes);
            foreach (var line in lines)
            {
                var escaped = line.Replace(Quotes, "\\" + Quotes, StringComparison.Ordinal);
                text.Append('\n').Append(line.Length > 0 ? indent : "").Append(escaped);
            }

            return text.Append('\n').Append(indent).Append(Quotes);
        }

        /// <summary>A string with its escapes; the slash is one of them.</summary>
        public StringBuilder Quoted(ReadOnlySpan<char> value)
        {
            text.Append('"');
            foreach (var character in value) text.Escaped(character);
            return text.Append('"');
        }

        public StringBuilder Value(GraphQLValue value) => value switch
        {
            GraphQLStringValue literal => text.Quoted(literal.Value.Span),
            GraphQLListValue list => text.Between("[", list.Values ?? [], "]", (t, item) => t.Value(item)),
            GraphQLObjectValue literal => text.Between("{", literal.Fields ?? [], "}",
                (t, field) => t.Append(field.Name.Value.Span).Append(": ").Value(field.Value)),
            GraphQLEnumValue literal => text.Append(literal.Name.Value.Span),
            GraphQLNullValue => text.Append("null"),
            IHasValueNode literal => text.Append(literal.Value.Span),
            _ => throw new ArgumentException($"{value.Kind} is no constant."),
        };

        private StringBuilder Between<T>(string open, List<T> items, string close, Action<StringBuilder, T> write)
        {
            text.Append(open).Append(' ');
            for (var i = 0; i < items.Count; i++)
            {
                if (i > 0) text.Append(", ");
                write(text, items[i]);
            }

            return text.Append(items.Count > 0 ? " " : "").Append(close);
        }

        private StringBuilder Escaped(char character) => character switch
        {
            '"' or '\\' or '/' => text.Append('\\').Append(character),
            '\b' => text.Append("\\b"),
            '\f' => text.Append("\\f"),
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            < ' ' or '\u007f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            _ => text.Append(character),
        };
    }
}
