using System.Buffers;

namespace Dragoman.Data;

/// <summary>Writes pairs as lines of source, TAB, target, which <see cref="TsvCorpus"/> reads back as the same pairs.</summary>
/// <remarks>
/// A TAB or a line end inside a sentence would move the border between the sides or between the pairs, so it becomes a space; a byte order
/// mark is no text for readers and is left out; a pair with a blank side is no pair and is not written.
/// </remarks>
/// <param name="writer">Where to write.</param>
public sealed class PairWriter(TextWriter writer)
{
    private static readonly SearchValues<char> Borders = SearchValues.Create("\t\n\r");

    /// <summary>Pairs written so far.</summary>
    public long Written { get; private set; }

    /// <summary>How many of them could not be written as they were.</summary>
    public long Mended { get; private set; }

    /// <summary>Pairs that were not written, for a side is blank.</summary>
    public long Blank { get; private set; }

    /// <summary>Writes a pair.</summary>
    /// <param name="pair">The pair.</param>
    public void Write(SentencePair pair)
    {
        SentencePair safe = new(AsWritten(pair.Source), AsWritten(pair.Target));
        if (safe.IsBlank)
        {
            Blank++;
            return;
        }

        writer.Write(safe.Source);
        writer.Write('\t');
        writer.Write(safe.Target);
        writer.Write('\n');
        Written++;
        Mended += safe.Source == pair.Source && safe.Target == pair.Target ? 0 : 1;
    }

    private static string AsWritten(string text) => WithoutBorders(text.Replace("\uFEFF", "", StringComparison.Ordinal));

    private static string WithoutBorders(string text) => !text.AsSpan().ContainsAny(Borders)
        ? text
        : string.Create(text.Length, text, static (result, original) => original.AsSpan().ReplaceAny(result, Borders, ' '));
}
