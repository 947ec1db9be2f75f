using System.Text;

namespace Dragoman.Text.SentencePieces;

/// <summary>A sentence as it is cut: normalised, ▁ for each space, and each character with its place before.</summary>
internal sealed class PieceText
{
    /// <summary>What a space is written as, U+2581.</summary>
    internal const char Space = '\u2581';

    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End)> _places = [];

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Adds text that comes from a place: character by character if it is as long as that.</summary>
    internal void Add(ReadOnlySpan<char> text, int start, int end)
    {
        bool isEven = text.Length == end - start;
        for (int i = 0; i < text.Length; i++)
        {
            _text.Append(text[i] == ' ' ? Space : text[i]);
            _places.Add(isEven && !char.IsSurrogate(text[i]) ? (start + i, start + i + 1) : (start, end));
        }
    }

    /// <summary>Takes the spaces from the end.</summary>
    internal void TrimEnd()
    {
        while (_text.Length > 0 && _text[^1] == Space)
        {
            _text.Length--;
            _places.RemoveAt(_places.Count - 1);
        }
    }

    /// <summary>Where a part comes from.</summary>
    /// <param name="start">First character of the part.</param>
    /// <param name="length">Its length, at least 1.</param>
    internal Range PlaceOf(int start, int length) => _places[start].Start.._places[start + length - 1].End;
}
