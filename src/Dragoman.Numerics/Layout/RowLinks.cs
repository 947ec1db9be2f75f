namespace Dragoman.Numerics.Layout;

/// <summary>For each row of a matrix some of its columns, such as the source tokens to which a target token is aligned.</summary>
/// <remarks>The memory is kept from batch to batch: <see cref="Clear"/>, then for each row <see cref="Add"/> its columns and <see cref="EndRow"/>.</remarks>
internal sealed class RowLinks
{
    private int[] _columns = new int[64];
    private int[] _ends = new int[64];
    private int _count;

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The columns of a row, in the order in which they were added.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    public ReadOnlySpan<int> this[int row] => _columns.AsSpan(Start(row).._ends[row]);

    /// <summary>Whether any of some neighbouring rows has a column.</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows, at least 1.</param>
    public bool Any(int start, int count) => _ends[start + count - 1] > Start(start);

    /// <summary>Forgets all rows.</summary>
    public void Clear() => (Rows, _count) = (0, 0);

    /// <summary>Adds a column to the row that comes next.</summary>
    /// <param name="column">The column.</param>
    public void Add(int column)
    {
        Grow(ref _columns, _count);
        _columns[_count++] = column;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        Grow(ref _ends, Rows);
        _ends[Rows++] = _count;
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    private static void Grow(ref int[] array, int count)
    {
        if (count == array.Length)
        {
            Array.Resize(ref array, 2 * count);
        }
    }
}
