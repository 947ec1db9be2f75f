using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dragoman.Inspector;

/// <summary>Takes script and style sheet into the document, puts recorded explanations beside them, and forbids everything else.</summary>
internal sealed partial class SelfContainedFile
{
    private readonly string _document;
    private readonly string _script;
    private readonly string _style;

    internal SelfContainedFile(IReadOnlyDictionary<string, PageAsset> assets)
    {
        _document = TextOf(assets["/"]);
        _script = EndTag().Replace(TextOf(assets["/assets/inspector.js"]), @"<\/");
        _style = TextOf(assets["/assets/inspector.css"]);
    }

    internal void Write(TextWriter writer, IEnumerable<RecordedTrace> traces)
    {
        string json = ToJson(traces);
        string policy = $"default-src 'none'; script-src {HashOf(_script)}; style-src {HashOf(_style)}; base-uri 'none'; form-action 'none'";
        string head = Linked().Replace(_document[.._document.IndexOf("</head>", StringComparison.Ordinal)], string.Empty);

        // The policy stands before everything that it is about, and the traces before the script that reads them.
        int charset = head.IndexOf("<meta charset", StringComparison.Ordinal);
        writer.Write(head[..charset]);
        writer.Write($"<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        writer.Write(head[(head.IndexOf('>', charset) + 1)..].Trim());
        writer.Write($"\n<style>{_style}</style>\n</head>\n<body>\n<div id=\"page\"></div>\n");
        writer.Write($"<script type=\"application/json\" id=\"dragoman-traces\">{json}</script>\n");
        writer.Write($"<script type=\"module\">{_script}</script>\n</body>\n</html>\n");
    }

    /// <summary>Traces as JSON in which no character can end the element that holds them: <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped.</summary>
    private static string ToJson(IEnumerable<RecordedTrace> traces)
    {
        using MemoryStream stream = new();
        int count = 0;
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartArray();
            foreach (RecordedTrace trace in traces)
            {
                json.WriteStartObject();
                json.WriteString("title", trace.Title);
                json.WritePropertyName("explanation");
                using JsonDocument explanation = Parse(trace, ++count);
                explanation.RootElement.WriteTo(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return count > 0
            ? Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)
            : throw new ArgumentException("There is no trace to write; a file holds at least one.", nameof(traces));
    }

    private static JsonDocument Parse(RecordedTrace trace, int number)
    {
        try
        {
            return JsonDocument.Parse(trace.Explanation);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The explanation of trace {number}, \"{trace.Title}\", is not JSON: {e.Message}", nameof(trace), e);
        }
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string TextOf(PageAsset asset) => Encoding.UTF8.GetString(asset.Content.Span);

    /// <summary>What the document takes from files of the server: script, style sheet and icon.</summary>
    [GeneratedRegex("""[ \t]*<(?:script\b[^>]*></script>|link\b[^>]*>)\n?""")]
    private static partial Regex Linked();

    [GeneratedRegex("</(?=script)", RegexOptions.IgnoreCase)]
    private static partial Regex EndTag();
}
