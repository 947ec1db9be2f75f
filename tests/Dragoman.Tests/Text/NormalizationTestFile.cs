using System.Globalization;

namespace Dragoman.Tests.Text;

/// <summary>Lines of Unicode's NormalizationTest.txt: a text, and the same in forms C and D.</summary>
internal static class NormalizationTestFile
{
    /// <summary>Reads a file of this form; comments and headings of parts are skipped.</summary>
    internal static IEnumerable<(string Source, string Composed, string Decomposed)> Read(string path) =>
        from line in File.ReadLines(path)
        where line.Length > 0 && char.IsAsciiHexDigit(line[0])
        let columns = line.Split(';')
        select (ToText(columns[0]), ToText(columns[1]), ToText(columns[2]));

    private static string ToText(string points) => string.Concat(
        points.Split(' ').Select(point => char.ConvertFromUtf32(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
