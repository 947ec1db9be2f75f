using System.Runtime.InteropServices;
using Dragoman.Metrics.Tokenization;

namespace Dragoman.Metrics;

/// <summary>Character and word n-gram counts of one segment after another.</summary>
internal sealed class ChrFCounter(ChrFOptions options) : SegmentCounter
{
    private readonly NGramTrie _ngrams = new();
    private readonly TokenIds _wordIds = new();
    private readonly Units _hypothesis = new();
    private readonly Units _reference = new();

    public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
    {
        Read(hypothesis, _hypothesis);
        Span<long> candidate = stackalloc long[statistics.Length];
        double best = double.NegativeInfinity;
        foreach (string reference in references)
        {
            Read(reference, _reference);
            candidate.Clear();
            Compare(_hypothesis.Characters, _reference.Characters, candidate[..(3 * options.CharacterOrder)]);
            Compare(_hypothesis.Words, _reference.Words, candidate[(3 * options.CharacterOrder)..]);
            double score = ChrFMetric.FScore(candidate, options);
            if (score > best)
            {
                best = score;
                candidate.CopyTo(statistics);
            }
        }
    }

    /// <summary>Fills in [order × (hypothesis, reference, matches)].</summary>
    private void Compare(List<int> hypothesis, List<int> reference, Span<long> statistics)
    {
        Span<long> matches = stackalloc long[statistics.Length / 3]; // [order]
        matches.Clear();
        _ngrams.Clear();
        _ngrams.AddReference(CollectionsMarshal.AsSpan(reference), matches.Length);
        _ngrams.AddMatches(CollectionsMarshal.AsSpan(hypothesis), matches);
        for (int n = 0; n < matches.Length; n++)
        {
            long available = Math.Max(0, reference.Count - n);

            // N-grams of an order that the reference does not have are no fault of the hypothesis.
            statistics[3 * n] = available > 0 ? Math.Max(0, hypothesis.Count - n) : 0;
            statistics[(3 * n) + 1] = available;
            statistics[(3 * n) + 2] = matches[n];
        }
    }

    private void Read(string line, Units units)
    {
        string text = options.Lowercase ? PythonText.Lower(line) : line;
        ReadCharacters(text, units.Characters);
        if (options.WordOrder > 0)
        {
            ReadWords(text, units.Words);
        }
    }

    private void ReadCharacters(ReadOnlySpan<char> text, List<int> characters)
    {
        characters.Clear();
        for (int i = 0; i < text.Length;)
        {
            int codePoint = PythonText.CodePointAt(text, i, out int length);
            if (options.Whitespace || !PythonText.IsSpace(text[i]))
            {
                characters.Add(codePoint);
            }

            i += length;
        }
    }

    /// <summary>Words, one punctuation mark split off at the end or else the start: <c>(hi)</c> gives <c>(hi</c> and <c>)</c>.</summary>
    private void ReadWords(ReadOnlySpan<char> text, List<int> words)
    {
        words.Clear();
        while (PythonText.TryReadWord(ref text, out ReadOnlySpan<char> word))
        {
            int cut = word.Length == 1 ? 0
                : IsPunctuation(word[^1]) ? word.Length - 1
                : IsPunctuation(word[0]) ? 1
                : 0;
            if (cut > 0)
            {
                words.Add(_wordIds.Of(word[..cut]));
            }

            words.Add(_wordIds.Of(word[cut..]));
        }
    }

    private static bool IsPunctuation(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));

    /// <summary>What a line consists of: code points and word numbers.</summary>
    private sealed class Units
    {
        public List<int> Characters { get; } = [];

        public List<int> Words { get; } = [];
    }
}
