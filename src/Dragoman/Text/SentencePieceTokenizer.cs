using System.Text;
using Dragoman.Text.SentencePieces;

namespace Dragoman.Text;

/// <summary>Cuts text into the pieces of a model of SentencePiece (Kudo and Richardson 2018), as that does; ▁ is the space before a word.</summary>
/// <remarks>
/// A character that no piece can write becomes its bytes, <c>&lt;0xE2&gt;</c>, if the model has them; else a run of such characters is one token. Line breaks count as spaces.
/// </remarks>
internal sealed class SentencePieceTokenizer : ILearnedTokenizer
{
    private readonly SentencePieceModel _model;
    private readonly PieceNormalizer _normalizer;
    private readonly IPieceCutter _cutter;
    private readonly Dictionary<string, byte> _bytes = [];
    private readonly string[] _byteTexts = [.. Enumerable.Range(0, 256).Select(value => SentencePieceModel.ByteText((byte)value))];

    /// <summary>Makes the tokenizer of a model.</summary>
    /// <param name="model">The model.</param>
    internal SentencePieceTokenizer(SentencePieceModel model)
    {
        (_model, _normalizer) = (model, new PieceNormalizer(model));
        _cutter = model.IsMerging ? new MergeCutter(model) : new UnigramCutter(model);
        for (int value = 0; model.HasBytes && value < _byteTexts.Length; value++)
        {
            _bytes.Add(_byteTexts[value], (byte)value);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = [];
        Cut(text, tokens, null);
        return tokens;
    }

    /// <inheritdoc/>
    /// <remarks>The space that ▁ stands for is in the place of a token only if the token is nothing else.</remarks>
    public IReadOnlyList<Range> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Range> places = [];
        Cut(text, null, places);
        return places;
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        StringBuilder text = new();
        List<byte> bytes = [];
        bool isStart = _model.AddsPrefix || _model.RemovesExtraSpaces; // Where a space is one that was put there.
        foreach (string token in tokens)
        {
            if (_bytes.TryGetValue(token, out byte value))
            {
                bytes.Add(value);
                continue;
            }

            Flush();
            isStart &= text.Length == 0;
            ReadOnlySpan<char> added = TextOf(token);
            if (isStart && added.StartsWith(' '))
            {
                added = added[1..];
                isStart = _model.RemovesExtraSpaces;
            }

            text.Append(added);
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            text.Append(Encoding.UTF8.GetString([.. bytes]));
            bytes.Clear();
        }
    }

    /// <inheritdoc/>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(_model.File);
    }

    private string TextOf(string token) => _model.Find(token) switch
    {
        null => token,
        { Type: PieceType.Control } => "",
        { Type: PieceType.Unknown } => _model.UnknownSurface,
        _ => token.Replace(PieceText.Space, ' '),
    };

    private void Cut(string text, List<string>? tokens, List<Range>? places)
    {
        PieceText normalized = _normalizer.Normalize(text);
        string clean = normalized.ToString();
        List<(int Length, bool IsKnown)> pieces = [];
        _cutter.Cut(clean, pieces);
        int located = 0;
        for (int i = 0, start = 0; i < pieces.Count; i++)
        {
            (int length, bool isKnown) = pieces[i];
            while (!isKnown && !_model.HasBytes && i + 1 < pieces.Count && !pieces[i + 1].IsKnown)
            {
                length += pieces[++i].Length;
            }

            ReadOnlySpan<char> token = clean.AsSpan(start, length);
            int count = isKnown || !_model.HasBytes ? Add(tokens, token.ToString()) : AddBytes(tokens, token);
            if (places is not null)
            {
                int space = length > 1 && token[0] == PieceText.Space ? 1 : 0;
                AddPlaces(places, normalized.PlaceOf(start + space, length - space), count, ref located);
            }

            start += length;
        }
    }

    private static int Add(List<string>? tokens, string token)
    {
        tokens?.Add(token);
        return 1;
    }

    private int AddBytes(List<string>? tokens, ReadOnlySpan<char> token)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(token.ToArray());
        tokens?.AddRange(bytes.Select(value => _byteTexts[value]));
        return bytes.Length;
    }

    /// <summary>Of tokens that come from one place the first has it; it may begin where the tokens before have ended.</summary>
    private static void AddPlaces(List<Range> places, Range place, int count, ref int located)
    {
        int start = Math.Max(place.Start.Value, located);
        located = Math.Max(place.End.Value, start);
        places.Add(start..located);
        for (int i = 1; i < count; i++)
        {
            places.Add(located..located);
        }
    }
}
