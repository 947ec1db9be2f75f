namespace Dragoman.Numerics.Layout;

/// <summary>Which rows of a shared matrix belong to each row of a batch: sentence after sentence, without padding.</summary>
public sealed class RaggedLayout
{
    private int[] _starts = [];
    private int[] _lengths = [];

    /// <summary>Number of rows of the batch.</summary>
    public int Count { get; private set; }

    /// <summary>The largest length.</summary>
    public int MaxLength { get; private set; }

    /// <summary>[batch] First row of each sentence.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>[batch] Number of rows of each sentence.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Count);

    /// <summary>Forgets all rows; the memory is kept.</summary>
    public void Clear() => (Count, MaxLength) = (0, 0);

    /// <summary>Adds a row that belongs to <paramref name="length"/> rows from <paramref name="start"/> on.</summary>
    /// <param name="start">First row in the shared matrix.</param>
    /// <param name="length">Number of rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative or the length below 1.</exception>
    public void Add(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Math.Max(64, 2 * Count));
            Array.Resize(ref _lengths, _starts.Length);
        }

        (_starts[Count], _lengths[Count]) = (start, length);
        Count++;
        MaxLength = Math.Max(MaxLength, length);
    }
}
