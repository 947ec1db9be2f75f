using System.Text;

namespace Dragoman.Text.SentencePieces;

/// <summary>Normalises text as a model of SentencePiece says: characters that its map replaces, a space before the sentence, no superfluous spaces.</summary>
internal sealed class PieceNormalizer
{
    private const string Replacement = "\uFFFD";

    private readonly SentencePieceModel _model;
    private readonly PieceTrie _kept = new(); // Text that no map changes.

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model.</param>
    internal PieceNormalizer(SentencePieceModel model)
    {
        _model = model;
        foreach (Piece piece in model.Pieces.Where(piece => piece.Type == PieceType.UserDefined))
        {
            _kept.Add(piece.Text, 0);
        }
    }

    /// <summary>Normalises a sentence; line breaks are spaces.</summary>
    /// <param name="text">The sentence.</param>
    internal PieceText Normalize(string text)
    {
        PieceText result = new();
        byte[] bytes = _model.Characters is null ? [] : Encoding.UTF8.GetBytes(text); // An unpaired surrogate becomes U+FFFD, of three bytes.
        bool isAfterSpace = _model.RemovesExtraSpaces;
        bool isBegun = false;
        for (int at = 0, atByte = 0; at < text.Length;)
        {
            ReadOnlySpan<char> clean = Next(text.AsSpan(at), bytes.AsSpan(Math.Min(atByte, bytes.Length)), out int length);
            (int start, at) = (at, at + length);
            atByte += bytes.Length == 0 ? 0 : Encoding.UTF8.GetByteCount(text.AsSpan(start, length));
            if (!isBegun && _model.RemovesExtraSpaces && clean is " ")
            {
                continue;
            }

            if (!isBegun && _model.AddsPrefix)
            {
                result.Add(" ", start, start);
            }

            isBegun = true;
            ReadOnlySpan<char> added = isAfterSpace ? clean.TrimStart(' ') : clean;
            if (!added.IsEmpty)
            {
                result.Add(added, start, at);
                isAfterSpace = _model.RemovesExtraSpaces && added[^1] == ' ';
            }
        }

        if (_model.RemovesExtraSpaces)
        {
            result.TrimEnd();
        }

        return result;
    }

    /// <summary>What becomes of the beginning of a text: of text that is kept, of the longest part that is replaced, or of one character.</summary>
    private ReadOnlySpan<char> Next(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes, out int length)
    {
        length = _kept.LongestPrefix(text);
        if (length > 0)
        {
            return text[..length];
        }

        if (!bytes.IsEmpty && _model.Characters!.Match(bytes, out int matched) is { } replaced && matched > 0)
        {
            length = LengthOf(text, matched);
            return replaced;
        }

        bool isWhole = Rune.DecodeFromUtf16(text, out Rune rune, out length) == System.Buffers.OperationStatus.Done;
        return !isWhole ? Replacement : rune.Value is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' ? " " : text[..length];
    }

    /// <summary>Characters of so many bytes of UTF-8.</summary>
    private static int LengthOf(ReadOnlySpan<char> text, int bytes)
    {
        int length = 0;
        while (bytes > 0 && length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out Rune rune, out int used);
            length += used;
            bytes -= rune.Utf8SequenceLength;
        }

        return length;
    }
}
