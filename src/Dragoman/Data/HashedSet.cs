namespace Dragoman.Data;

/// <summary>A set of well-mixed 64-bit numbers, such as hashes, in 10 to 20 bytes for each, without garbage and without ever a copy of the whole.</summary>
/// <remarks>
/// Extendible hashing (Fagin, Nievergelt, Pippenger and Strong 1979): the first bits of a number choose a page by a directory; a page that is full gives half of
/// its numbers, by one more bit, to a new page. Within a page, the last bits choose a place, or the next that is free.
/// </remarks>
internal sealed class HashedSet
{
    private const int PageLength = 512; // A power of two.
    private const int MostInAPage = PageLength / 5 * 4;
    private const int SlabPages = 64; // 256 KB, which the collector never moves.

    private readonly List<ulong[]> _slabs = []; // The places of the pages; 0 is a free one.
    private readonly List<int> _counts = []; // By page: its numbers,
    private readonly List<int> _depths = []; // and the bits that they have in common.
    private readonly ulong[] _splitting = new ulong[PageLength];
    private int[] _directory = [0]; // Page by the first _depth bits.
    private int _depth;
    private bool _hasZero;

    /// <summary>Makes an empty set.</summary>
    internal HashedSet()
    {
        AddPage(depth: 0);
    }

    /// <summary>Number of numbers.</summary>
    internal long Count { get; private set; }

    /// <summary>Memory that the set takes, in bytes.</summary>
    internal long Bytes => (_slabs.Count * (long)SlabPages * PageLength * sizeof(ulong)) + ((_directory.Length + (2L * _counts.Capacity)) * sizeof(int));

    /// <summary>Adds a number; false if it was there.</summary>
    /// <param name="number">The number.</param>
    internal bool Add(ulong number)
    {
        if (number == 0)
        {
            bool isNew = !_hasZero;
            (_hasZero, Count) = (true, Count + (isNew ? 1 : 0));
            return isNew;
        }

        int page = _directory[Prefix(number, _depth)];
        if (!TryAdd(PlacesOf(page), number))
        {
            return false;
        }

        Count++;
        if (++_counts[page] > MostInAPage)
        {
            Split(page, number);
        }

        return true;
    }

    private void Split(int page, ulong number)
    {
        int depth = _depths[page];
        if (depth == _depth)
        {
            int[] before = _directory;
            _directory = new int[2 * before.Length];
            for (int i = 0; i < _directory.Length; i++)
            {
                _directory[i] = before[i / 2];
            }

            _depth++;
        }

        int other = AddPage(depth + 1);
        (_depths[page], _counts[page]) = (depth + 1, 0);
        int span = 1 << (_depth - depth);
        _directory.AsSpan((Prefix(number, depth) * span) + (span / 2), span / 2).Fill(other);
        Span<ulong> places = PlacesOf(page);
        places.CopyTo(_splitting);
        places.Clear();
        foreach (ulong moved in _splitting)
        {
            if (moved != 0)
            {
                int half = Prefix(moved, depth + 1) % 2 == 0 ? page : other;
                TryAdd(PlacesOf(half), moved);
                _counts[half]++;
            }
        }
    }

    private int AddPage(int depth)
    {
        if (_counts.Count % SlabPages == 0)
        {
            _slabs.Add(new ulong[SlabPages * PageLength]);
        }

        _counts.Add(0);
        _depths.Add(depth);
        return _counts.Count - 1;
    }

    private Span<ulong> PlacesOf(int page) => _slabs[page / SlabPages].AsSpan(page % SlabPages * PageLength, PageLength);

    private static int Prefix(ulong number, int bits) => bits == 0 ? 0 : (int)(number >> (64 - bits));

    private static bool TryAdd(Span<ulong> places, ulong number)
    {
        int place = (int)(number % PageLength);
        while (places[place] != 0)
        {
            if (places[place] == number)
            {
                return false;
            }

            place = (place + 1) % PageLength;
        }

        places[place] = number;
        return true;
    }
}
