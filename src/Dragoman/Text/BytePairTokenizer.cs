using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Dragoman.Numerics.Random;

namespace Dragoman.Text;

/// <summary>Cuts words into pieces by byte-pair encoding (Sennrich et al. 2016); a piece that another follows within the word ends in <c>@@</c>.</summary>
/// <remarks>
/// Words seen before are looked up; at most <see cref="MostRemembered"/> are remembered. What subword-nmt applies to the same file of merges, this does,
/// too. A word whose own text ends in <c>@@</c> is joined with what follows it.
/// </remarks>
internal sealed class BytePairTokenizer : ILearnedTokenizer
{
    /// <summary>Ends a piece that another follows within the word.</summary>
    internal const string Joiner = "@@";

    private const int MostRemembered = 1 << 18;
    private const int LongestRemembered = 64; // characters of a word
    private const int UsualLength = 4; // characters of a piece

    private readonly BytePairCodes _codes;
    private readonly BytePairMerger _merger;
    private readonly ConcurrentDictionary<string, string[]> _known = new();
    private readonly ConcurrentDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _remembered;

    /// <summary>Makes the tokenizer of merges.</summary>
    /// <param name="codes">The merges.</param>
    internal BytePairTokenizer(BytePairCodes codes)
    {
        (_codes, _merger) = (codes, new BytePairMerger(codes));
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> pieces = new((text.Length / UsualLength) + 1);
        foreach (ReadOnlySpan<char> word in WhiteSpace.Words(text))
        {
            pieces.AddRange(PiecesOf(word).AsSpan());
        }

        return pieces;
    }

    /// <summary>Cuts a normalised sentence into pieces that chance makes smaller: each merge is passed over with some probability.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="dropout">The probability.</param>
    /// <param name="key">Other keys give other pieces.</param>
    internal IReadOnlyList<string> TokenizeAtRandom(string text, float dropout, ulong key)
    {
        RandomStream random = new(key);
        List<string> pieces = new((text.Length / UsualLength) + 1);
        foreach (ReadOnlySpan<char> word in WhiteSpace.Words(text))
        {
            pieces.AddRange(_merger.CutAtRandom(word.ToString(), dropout, random).AsSpan());
        }

        return pieces;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Range> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Range> places = new((text.Length / UsualLength) + 1);
        for (WordSpans words = WhiteSpace.Words(text); words.MoveNext();)
        {
            string[] pieces = PiecesOf(words.Current);
            int start = words.Place.Start.Value;
            for (int i = 0; i < pieces.Length; i++)
            {
                int length = pieces[i].Length - (i + 1 < pieces.Length ? Joiner.Length : 0);
                places.Add(start..(start + length));
                start += length;
            }
        }

        return places;
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        StringBuilder text = new();
        bool isOpen = true;
        foreach (string token in tokens)
        {
            text.Append(isOpen ? "" : " ");
            isOpen = token.EndsWith(Joiner, StringComparison.Ordinal);
            text.Append(isOpen ? token.AsSpan(..^Joiner.Length) : token);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Write(Stream stream) => _codes.Write(stream);

    /// <summary>The tokenizer that keeps to pieces that are frequent among some sentences, and cuts others into smaller ones.</summary>
    /// <param name="sentences">Normalised sentences of one side.</param>
    /// <param name="threshold">How often a piece must occur in them.</param>
    internal BytePairTokenizer Restrict(IEnumerable<string> sentences, int threshold)
    {
        Dictionary<string, long> counts = [];
        foreach (string piece in sentences.SelectMany(Tokenize))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, piece, out _)++;
        }

        HashSet<string> frequent = [.. counts.Where(count => count.Value >= threshold).Select(count => count.Key)];
        return new BytePairTokenizer(new BytePairCodes(_codes.Merges, frequent, _codes.EndsApart));
    }

    private string[] PiecesOf(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out string[]? known))
        {
            return known;
        }

        string[] pieces = _merger.Cut(word.ToString());
        if (word.Length <= LongestRemembered && Volatile.Read(ref _remembered) < MostRemembered && _lookup.TryAdd(word, pieces))
        {
            Interlocked.Increment(ref _remembered);
        }

        return pieces;
    }
}
