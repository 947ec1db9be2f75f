using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Dragoman.Inspector.Tests;

public sealed class InspectorPageTests
{
    [Fact]
    public void Assets_OfThePage_AreAllThatTheDocumentAsksFor()
    {
        string document = Text("/");

        string[] asked = [.. Regex.Matches(document, "(?:src|href)=\"\\.([^\"]+)\"").Select(match => match.Groups[1].Value)];

        Assert.Equal(3, asked.Length);
        Assert.All(asked, path => Assert.Contains(path, InspectorPage.Assets));
        Assert.Equal(asked.Length + 2, InspectorPage.Assets.Count);
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/training", "text/html; charset=utf-8")]
    [InlineData("/assets/inspector.js", "text/javascript; charset=utf-8")]
    [InlineData("/assets/inspector.css", "text/css; charset=utf-8")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public void Assets_ByPath_HaveTheirContentType(string path, string contentType)
    {
        PageAsset asset = InspectorPage.Assets[path];

        Assert.Equal(path, asset.Path);
        Assert.Equal(contentType, asset.ContentType);
        Assert.Matches("^\"[0-9a-f]{32}\"$", asset.ETag);
        Assert.False(asset.Content.IsEmpty);
    }

    [Fact]
    public void ETag_OfDifferentFiles_Differs()
    {
        Assert.Equal(InspectorPage.Assets["/"].ETag, InspectorPage.Assets["/training"].ETag);
        Assert.Equal(InspectorPage.Assets.Count - 1, InspectorPage.Assets.Values.Select(asset => asset.ETag).Distinct().Count());
    }

    [Fact]
    public void Brotli_Decompressed_IsTheContent()
    {
        foreach (PageAsset asset in InspectorPage.Assets.Values)
        {
            using BrotliStream brotli = new(new MemoryStream(asset.Brotli.ToArray()), CompressionMode.Decompress);
            using MemoryStream content = new();
            brotli.CopyTo(content);

            Assert.Equal(asset.Content.ToArray(), content.ToArray());
        }
    }

    [Fact]
    public void Brotli_OfThePage_StaysBelow200Kilobytes()
    {
        int size = InspectorPage.Assets.Values.Where(asset => asset.Path != "/training").Sum(asset => asset.Brotli.Length);

        Assert.InRange(size, 1, 200_000);
    }

    [Fact]
    public void Assets_Served_HaveNothingThatThePolicyForbids()
    {
        string document = Text("/");

        Assert.DoesNotContain("<style", document, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", document, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<script(?![^>]*src=)", document);
        Assert.DoesNotMatch(@"https?://(?!www\.w3\.org/)", document + Text("/assets/inspector.js") + Text("/assets/inspector.css"));
    }

    private static string Text(string path) => Encoding.UTF8.GetString(InspectorPage.Assets[path].Content.Span);
}
