using Dragoman.TestKit;

namespace Dragoman.Cli.Tests.Docs;

/// <summary>A page of the documentation, and the code in it.</summary>
internal sealed class MarkdownPage
{
    private readonly string[] _lines;

    private MarkdownPage(string path)
    {
        _lines = File.ReadAllLines(path);
    }

    /// <summary>Names of all pages, from the checkout's root.</summary>
    internal static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root(), "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Checkout.Root(), path).Replace('\\', '/'))
            .Prepend("README.md");

    /// <summary>Reads a page.</summary>
    internal static MarkdownPage Read(string name) => new(Path.Combine(Checkout.Root(), name));

    /// <summary>The fenced blocks of a language, as lines.</summary>
    internal IEnumerable<string[]> Blocks(string language)
    {
        List<string>? block = null;
        foreach (string line in _lines)
        {
            if (block is null)
            {
                block = line == "```" + language ? [] : null;
            }
            else if (line == "```")
            {
                yield return [.. block];
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
    }
}
