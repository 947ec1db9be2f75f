using System.Globalization;
using Dragoman.Options;

namespace Dragoman.Data;

/// <summary>Many encoded pairs, packed into one array of ids.</summary>
internal sealed class EncodedPairs
{
    // Pair i: source ids from _bounds[2i], target ids from _bounds[2i + 1] to _bounds[2i + 2].
    private int[] _ids = new int[256];
    private int[] _bounds = new int[65];

    // Links of pair i: from _linkBounds[i] to _linkBounds[i + 1].
    private (int Source, int Target)[] _links = [];
    private int[] _linkBounds = new int[33];

    internal EncodedPairs()
    {
    }

    /// <summary>Packs pairs.</summary>
    /// <param name="pairs">The pairs in order; neither side of one may be empty.</param>
    /// <exception cref="ArgumentException">A source or target is empty.</exception>
    public EncodedPairs(IEnumerable<EncodedPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach (EncodedPair pair in pairs)
        {
            if (pair.Source.Length == 0 || pair.Target.Length == 0)
            {
                throw new ArgumentException($"Pair {Count} has no token on one side.", nameof(pairs));
            }

            Add(pair);
        }
    }

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Tokens of all sources.</summary>
    public long SourceTokenCount { get; private set; }

    /// <summary>Tokens of all targets.</summary>
    public long TargetTokenCount { get; private set; }

    /// <summary>Source ids of a pair: [source_time].</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public ReadOnlySpan<int> Source(int index) => Slice(index, 2 * index);

    /// <summary>Target ids of a pair: [target_time].</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public ReadOnlySpan<int> Target(int index) => Slice(index, (2 * index) + 1);

    /// <summary>Links of a pair: source and target token, from 0, of each, by rising target token; none when they are not known.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public ReadOnlySpan<(int Source, int Target)> Links(int index)
    {
        ThrowUnlessPair(index);
        return _links.AsSpan(_linkBounds[index].._linkBounds[index + 1]);
    }

    /// <summary>Adds a pair.</summary>
    /// <exception cref="ConfigurationException">All pairs together have more tokens than an array can hold.</exception>
    internal void Add(EncodedPair pair)
    {
        int start = _bounds[2 * Count];
        if ((long)start + pair.Source.Length + pair.Target.Length > Array.MaxLength)
        {
            throw new ConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The first {Count:N0} pairs have as many tokens as can be held in memory at once ({Array.MaxLength:N0}). Set data.batching.poolPairs to fewer pairs than that."));
        }

        int middle = start + pair.Source.Length;
        int end = middle + pair.Target.Length;
        Grow(ref _ids, end);
        Grow(ref _bounds, (2 * Count) + 3);
        int linkStart = _linkBounds[Count];
        Grow(ref _links, linkStart + pair.Links.Length);
        Grow(ref _linkBounds, Count + 2);
        pair.Links.CopyTo(_links, linkStart);
        _linkBounds[Count + 1] = linkStart + pair.Links.Length;
        pair.Source.CopyTo(_ids, start);
        pair.Target.CopyTo(_ids, middle);
        _bounds[(2 * Count) + 1] = middle;
        _bounds[(2 * Count) + 2] = end;
        SourceTokenCount += pair.Source.Length;
        TargetTokenCount += pair.Target.Length;
        Count++;
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, (int)Math.Clamp(2L * array.Length, length, Array.MaxLength));
        }
    }

    private ReadOnlySpan<int> Slice(int index, int bound)
    {
        ThrowUnlessPair(index);
        return _ids.AsSpan(_bounds[bound].._bounds[bound + 1]);
    }

    private void ThrowUnlessPair(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} pairs, from 0.");
        }
    }
}

/// <summary>A sentence pair as token ids.</summary>
/// <param name="Source">Ids of the source; the last is &lt;eos&gt; unless the options say otherwise.</param>
/// <param name="Target">Ids of the target without &lt;bos&gt;; the last is &lt;eos&gt;.</param>
internal sealed record EncodedPair(int[] Source, int[] Target)
{
    /// <summary>Source and target token, from 0, of each link between them, by rising target token; none when they are not known.</summary>
    public (int Source, int Target)[] Links { get; init; } = [];

    /// <summary>Whether a side was longer than allowed and lost its end.</summary>
    public bool IsCut { get; init; }
}
