using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dragoman.Data;

/// <summary>Writes pairs as lines of source, TAB, target, which <see cref="TsvCorpus"/> reads back as the same pairs; or as objects.</summary>
/// <remarks>
/// In columns a TAB or a line end inside a sentence would move the border between the sides or between the pairs, so it becomes a space; a byte order
/// mark is no text for readers and is left out. A pair that was read from an object is written as that object, with all its other members. A pair
/// with a blank side is no pair and is not written.
/// </remarks>
public sealed class PairWriter
{
    private static readonly SearchValues<char> Borders = SearchValues.Create("\t\n\r");

    private readonly TextWriter _writer;
    private readonly PairForm _form;

    /// <summary>Makes a writer of columns.</summary>
    /// <param name="writer">Where to write.</param>
    public PairWriter(TextWriter writer)
        : this(writer, PairForm.Columns)
    {
    }

    /// <summary>Makes a writer of a form.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="form">The form.</param>
    internal PairWriter(TextWriter writer, PairForm form)
    {
        (_writer, _form) = (writer, form);
    }

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
        if (pair.IsBlank)
        {
            Blank++;
            return;
        }

        Written++;
        if (_form == PairForm.Objects)
        {
            _writer.Write(pair.Record ?? $"{{\"source\":\"{Quoted(pair.Source)}\",\"target\":\"{Quoted(pair.Target)}\"}}");
        }
        else
        {
            SentencePair safe = new(AsWritten(pair.Source), AsWritten(pair.Target));
            Mended += safe.Source == pair.Source && safe.Target == pair.Target ? 0 : 1;
            _writer.Write(safe.Source);
            _writer.Write('\t');
            _writer.Write(safe.Target);
        }

        _writer.Write('\n');
    }

    private static JsonEncodedText Quoted(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>A sentence as it stands in a column: without what would end the column or the line.</summary>
    /// <param name="text">The sentence.</param>
    internal static string AsWritten(string text) => WithoutBorders(text.Replace("\uFEFF", "", StringComparison.Ordinal));

    private static string WithoutBorders(string text) => !text.AsSpan().ContainsAny(Borders)
        ? text
        : string.Create(text.Length, text, static (result, original) => original.AsSpan().ReplaceAny(result, Borders, ' '));
}
