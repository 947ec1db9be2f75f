using System.Text;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Text;

/// <summary>The merges of a byte-pair encoding in the order in which they were learnt, in the file format of subword-nmt.</summary>
/// <remarks>
/// A first line <c>#version: 0.2</c>, then a merge a line: two symbols with a space between them. The last symbol of a word ends in
/// <c>&lt;/w&gt;</c>; in the older form, which has no first line, that is a symbol of its own. Pieces that a side keeps to may follow after a
/// line <c>#pieces</c>, one a line; subword-nmt has them in another file.
/// </remarks>
internal sealed class BytePairCodes
{
    /// <summary>Marks the end of a word.</summary>
    internal const string WordEnd = "</w>";

    private const string Version = "#version: 0.2";
    private const string OldVersion = "#version: 0.1";
    private const string PiecesLine = "#pieces";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Keeps merges.</summary>
    /// <param name="merges">The symbols of each merge, the first learnt first.</param>
    /// <param name="pieces">Pieces that text is cut into, with their joiner; null for any.</param>
    /// <param name="endsApart">Whether the end of a word is a symbol of its own.</param>
    internal BytePairCodes(IReadOnlyList<(string Left, string Right)> merges, IReadOnlySet<string>? pieces = null, bool endsApart = false) =>
        (Merges, Pieces, EndsApart) = (merges, pieces, endsApart);

    /// <summary>The symbols of each merge, the first learnt first.</summary>
    internal IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>Pieces that text is cut into, with their joiner; null for any.</summary>
    internal IReadOnlySet<string>? Pieces { get; }

    /// <summary>Whether the end of a word is a symbol of its own, as in files of the first version.</summary>
    internal bool EndsApart { get; }

    /// <summary>Reads merges.</summary>
    /// <param name="stream">The file.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message ends a sentence.</exception>
    internal static BytePairCodes Read(Stream stream)
    {
        using StreamReader reader = Utf8Text.Open(stream);
        try
        {
            return Read(reader);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("it is not UTF-8.", e);
        }
    }

    /// <summary>Writes merges.</summary>
    /// <param name="stream">Where to; stays open.</param>
    internal void Write(Stream stream)
    {
        using StreamWriter writer = new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(EndsApart ? OldVersion : Version);
        foreach ((string left, string right) in Merges)
        {
            writer.WriteLine($"{left} {right}");
        }

        if (Pieces is not null)
        {
            writer.WriteLine(PiecesLine);
            foreach (string piece in Pieces.Order(StringComparer.Ordinal))
            {
                writer.WriteLine(piece);
            }
        }
    }

    private static BytePairCodes Read(StreamReader reader)
    {
        List<(string, string)> merges = [];
        HashSet<string>? pieces = null;
        bool endsApart = true;
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (number == 1 && line.StartsWith("#version:", StringComparison.Ordinal))
            {
                endsApart = line.TrimEnd() switch
                {
                    Version => false,
                    OldVersion => true,
                    _ => throw new InvalidDataException($"its first line is \"{Excerpt.Of(line)}\", and known is {Version}."),
                };
            }
            else if (pieces is null && line == PiecesLine)
            {
                pieces = [];
            }
            else if (pieces is not null)
            {
                pieces.Add(line.Length > 0 ? line : throw new InvalidDataException($"line {number} is empty where a piece should stand."));
            }
            else if (merges.Count == BytePairOptions.MostMerges)
            {
                throw new InvalidDataException($"it has more than {BytePairOptions.MostMerges} merges.");
            }
            else
            {
                string[] symbols = line.TrimEnd(' ').Split(' ');
                merges.Add(symbols is [{ Length: > 0 } left, { Length: > 0 } right]
                    ? (left, right)
                    : throw new InvalidDataException($"line {number} is no merge, two symbols with a space between them: \"{Excerpt.Of(line)}\"."));
            }
        }

        return new BytePairCodes(merges, pieces, endsApart);
    }
}
