using Dragoman.TestKit;

namespace Dragoman.Tests.House;

/// <summary>What a file uses stands in one order: System first, then by name, static ones last.</summary>
public sealed class UsingOrderTests
{
    private static readonly string[] Folders = ["src", "tests", "benchmarks", "samples"];

    [Fact]
    public void Usings_EachFile_AreInOrder() => Offences.AssertNone(
        from folder in Folders
        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root(), folder), "*.cs", SearchOption.AllDirectories)
        where !file.EndsWith(".g.cs", StringComparison.Ordinal) && !file.Contains("node_modules", StringComparison.Ordinal)
        let usings = UsingsOf(file).ToList()
        where !usings.SequenceEqual(usings.OrderBy(Rank, StringComparer.Ordinal))
        select $"{Path.GetRelativePath(Checkout.Root(), file)} uses {string.Join(", ", usings)}");

    private static IEnumerable<string> UsingsOf(string file) => File.ReadLines(file)
        .TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("//", StringComparison.Ordinal))
        .Where(line => line.StartsWith("using ", StringComparison.Ordinal))
        .Select(line => line[6..].TrimEnd(';'));

    /// <summary>Sorts as <c>dotnet format</c> does: namespaces, then static ones, then names of one's own.</summary>
    private static string Rank(string name)
    {
        char kind = name.Contains('=', StringComparison.Ordinal) ? '2' : name.StartsWith("static ", StringComparison.Ordinal) ? '1' : '0';
        string plain = name.Replace("static ", "", StringComparison.Ordinal);
        char system = plain == "System" || plain.StartsWith("System.", StringComparison.Ordinal) ? '0' : '1';
        return $"{kind}{system}{plain.ToUpperInvariant().Replace('.', '\u0001')}";
    }
}
