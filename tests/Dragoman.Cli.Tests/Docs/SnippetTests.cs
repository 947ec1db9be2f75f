using Dragoman.TestKit;

namespace Dragoman.Cli.Tests.Docs;

/// <summary>The C# of the pages is code of this repository, not a copy that ages.</summary>
public sealed class SnippetTests
{
    private static readonly Lazy<IReadOnlyList<string[]>> Sources = new(() =>
    [
        .. new[] { "samples", "src" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root(), folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Meaningful(File.ReadAllLines(path))),
    ]);

    public static TheoryData<string> Pages => [.. MarkdownPage.Names()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void CSharp_OfAPage_StandsInACompiledFile(string page)
    {
        foreach (string[] block in MarkdownPage.Read(page).Blocks("csharp"))
        {
            string[] snippet = [.. Meaningful(block).Where(line => !line.StartsWith("using Dragoman", StringComparison.Ordinal))];
            Assert.True(
                Sources.Value.Any(source => Holds(source, snippet)),
                $"{page} shows code that stands in no file of samples/ or src/:\n{string.Join('\n', block)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void CSharp_OfAPageThatIsAWholeProgram_NamesItsNamespaces(string page)
    {
        foreach (string[] block in MarkdownPage.Read(page).Blocks("csharp"))
        {
            string[] snippet = Meaningful(block);
            string[] body = [.. snippet.SkipWhile(IsUsing)];
            string[]? program = Sources.Value.FirstOrDefault(source => source.SkipWhile(IsUsing).SequenceEqual(body));

            Assert.Equal(program?.TakeWhile(IsUsing) ?? [], program is null ? [] : snippet.TakeWhile(IsUsing));
        }
    }

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);

    /// <summary>Whether the lines of the snippet follow each other in the source; <c>…</c> in a snippet skips lines.</summary>
    private static bool Holds(string[] source, string[] snippet)
    {
        for (int start = 0; start < source.Length; start++)
        {
            if (HoldsFrom(source, start, snippet))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsFrom(string[] source, int position, ReadOnlySpan<string> snippet)
    {
        while (snippet is [string line, .. var rest])
        {
            if (line is "…" or "// …")
            {
                int next = rest.IsEmpty ? position : Array.IndexOf(source, rest[0], position);
                if (next < 0)
                {
                    return false;
                }

                position = next;
            }
            else if (position >= source.Length || source[position++] != line)
            {
                return false;
            }

            snippet = rest;
        }

        return true;
    }

    private static string[] Meaningful(string[] lines) => [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];
}
