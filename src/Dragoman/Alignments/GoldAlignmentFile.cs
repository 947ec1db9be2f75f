using System.Globalization;
using Dragoman.Data;

namespace Dragoman.Alignments;

/// <summary>
/// A text file of gold alignments in Pharaoh's form, for all lines of a corpus in order (a line of links each) or for some of them (line number,
/// TAB, links).
/// </summary>
/// <remarks>
/// Strict UTF-8, plain or gzip-compressed. Lines that begin with # are comments and not counted. The first other line decides the form.
/// </remarks>
public static class GoldAlignmentFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The alignments by the number, from 1, of the corpus line that they belong to; ascending.</returns>
    /// <exception cref="CorpusFormatException">The file is missing, empty, or not of this form; the message says in which line.</exception>
    public static IReadOnlyDictionary<long, GoldAlignment> Read(string path) => ReadWithForm(path).Alignments;

    /// <summary>Reads a file, and tells whether its lines have numbers; without, they are for all lines of the corpus.</summary>
    /// <inheritdoc cref="Read"/>
    internal static (IReadOnlyDictionary<long, GoldAlignment> Alignments, bool IsNumbered) ReadWithForm(string path)
    {
        using Utf8LineReader reader = Utf8LineReader.OpenOnce(path);
        var alignments = new SortedDictionary<long, GoldAlignment>();
        bool? isNumbered = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            isNumbered ??= line.Contains('\t', StringComparison.Ordinal);
            (long number, string links) = isNumbered.Value ? Split(line, path, reader.LineNumber) : (alignments.Count + 1, line);
            if (!alignments.TryAdd(number, Parse(links, path, reader.LineNumber)))
            {
                throw new CorpusFormatException(path, reader.LineNumber, $"corpus line {number} is aligned already; remove one of the two.");
            }
        }

        return alignments.Values.Any(gold => gold.Possible.Count > 0)
            ? (alignments, isNumbered!.Value) // There is a line.
            : throw new CorpusFormatException(path, null, "the file has no alignments; expected lines such as 0-0 1-2 2?1.");
    }

    private static (long Number, string Links) Split(string line, string path, long lineNumber)
    {
        int tab = line.IndexOf('\t', StringComparison.Ordinal);
        return tab > 0 && long.TryParse(line.AsSpan(0, tab), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            ? (number, line[(tab + 1)..])
            : throw new CorpusFormatException(
                path, lineNumber, "expected a line number from 1, TAB and links, as in the lines before; got no number and TAB.");
    }

    private static GoldAlignment Parse(string links, string path, long lineNumber)
    {
        try
        {
            return Pharaoh.ParseGold(links);
        }
        catch (FormatException e)
        {
            throw new CorpusFormatException(path, lineNumber, e.Message, e);
        }
    }
}

/// <summary>What people say about the words of a sentence pair: which links must be found, and which may be. Immutable.</summary>
/// <remarks>Och and Ney 2003 (ACL J03-1002), section 5: S ⊆ P, sure links for unambiguous alignments, possible ones for the others.</remarks>
public sealed class GoldAlignment
{
    private readonly HashSet<AlignmentLink> _sure;
    private readonly HashSet<AlignmentLink> _possible;

    /// <summary>Makes a gold alignment.</summary>
    /// <param name="sure">The sure links.</param>
    /// <param name="possible">The possible links; the sure ones may be left out.</param>
    public GoldAlignment(IEnumerable<AlignmentLink> sure, IEnumerable<AlignmentLink> possible)
    {
        _sure = [.. sure];
        _possible = [.. _sure, .. possible];
    }

    /// <summary>S: the links that an alignment should have.</summary>
    public IReadOnlySet<AlignmentLink> Sure => _sure;

    /// <summary>P: the links that an alignment may have, the sure ones included.</summary>
    public IReadOnlySet<AlignmentLink> Possible => _possible;

    /// <summary>The links as in a Pharaoh file, such as <c>0-0 1?2</c>.</summary>
    public override string ToString() => Pharaoh.Format(this);
}
