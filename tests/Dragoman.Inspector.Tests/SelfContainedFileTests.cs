using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dragoman.Inspector.Tests;

public sealed class SelfContainedFileTests
{
    [Fact]
    public void WriteFile_WithTraces_HoldsThemAsJson()
    {
        string page = Write(new RecordedTrace("first", """{"format":"dragoman-explanation","n":0.1}"""), new RecordedTrace("second", "{}"));

        using JsonDocument traces = JsonDocument.Parse(Element(page, "script type=\"application/json\" id=\"dragoman-traces\"", "script"));

        Assert.Equal(["first", "second"], traces.RootElement.EnumerateArray().Select(trace => trace.GetProperty("title").GetString()));
        Assert.Equal("dragoman-explanation", traces.RootElement[0].GetProperty("explanation").GetProperty("format").GetString());
        Assert.Equal("0.1", traces.RootElement[0].GetProperty("explanation").GetProperty("n").GetRawText());
    }

    [Fact]
    public void WriteFile_TextThatLooksLikeMarkup_StaysText()
    {
        const string Hostile = "</script><script>alert(1)</script><!--";
        string page = Write(new RecordedTrace(Hostile, JsonSerializer.Serialize(new { text = Hostile })), new RecordedTrace("raw", $$"""{"text":"{{Hostile}}"}"""));

        string json = Element(page, "script type=\"application/json\" id=\"dragoman-traces\"", "script");

        Assert.DoesNotContain('<', json);
        using JsonDocument traces = JsonDocument.Parse(json);
        Assert.Equal(Hostile, traces.RootElement[0].GetProperty("title").GetString());
        Assert.Equal(Hostile, traces.RootElement[1].GetProperty("explanation").GetProperty("text").GetString());
        Assert.Equal(2, Regex.Count(page, "</script>"));
    }

    [Fact]
    public void WriteFile_Policy_AllowsItsOwnScriptAndStyleOnly()
    {
        string page = Write(new RecordedTrace("one", "{}"));
        string policy = Regex.Match(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src {Hash(Element(page, "script type=\"module\"", "script"))}", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {Hash(Element(page, "style", "style"))}", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteFile_Document_AsksForNoOtherFile()
    {
        string page = Write(new RecordedTrace("one", "{}"));
        string markup = page.Replace(Element(page, "script type=\"module\"", "script"), string.Empty, StringComparison.Ordinal)
            .Replace(Element(page, "style", "style"), string.Empty, StringComparison.Ordinal);

        Assert.DoesNotMatch("<link|src=|href=", markup);
        Assert.Single(Regex.Matches(page, "<meta charset"));
        Assert.DoesNotMatch(@"url\(", Element(page, "style", "style"));
    }

    [Fact]
    public void WriteFile_WithoutTraces_SaysSo()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Write());

        Assert.Contains("at least one", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteFile_NotJson_NamesTheTrace()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Write(new RecordedTrace("good", "{}"), new RecordedTrace("bad", "{")));

        Assert.Contains("trace 2, \"bad\"", e.Message, StringComparison.Ordinal);
    }

    private static string Write(params RecordedTrace[] traces)
    {
        using StringWriter writer = new();
        InspectorPage.WriteFile(writer, traces);
        return writer.ToString();
    }

    private static string Element(string page, string start, string end)
    {
        int from = page.IndexOf($"<{start}>", StringComparison.Ordinal) + start.Length + 2;
        return page[from..page.IndexOf($"</{end}>", from, StringComparison.Ordinal)];
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
