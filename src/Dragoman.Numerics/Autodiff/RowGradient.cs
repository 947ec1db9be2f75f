namespace Dragoman.Numerics.Autodiff;

/// <summary>The gradient of a table (such as embeddings): only the rows that a batch has touched, in the order of first touch.</summary>
public sealed class RowGradient
{
    private const int Untouched = -1;

    private readonly int[] _slotOfRow;
    private readonly List<int> _rows = [];
    private readonly int _columns;
    private Matrix _storage;

    /// <summary>Makes an empty gradient for a table of [rows, columns].</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="columns">Columns of the table.</param>
    public RowGradient(int rows, int columns)
    {
        _slotOfRow = new int[rows];
        Array.Fill(_slotOfRow, Untouched);
        _columns = columns;
    }

    /// <summary>Number of rows touched.</summary>
    public int Count => _rows.Count;

    /// <summary>The gradients of the touched rows: [count, columns]; empty when there are none.</summary>
    public Matrix Values => _rows.Count == 0 ? default : _storage.RowRange(0, _rows.Count);

    /// <summary>The table row of a slot.</summary>
    /// <param name="slot">0 to <see cref="Count"/> − 1.</param>
    public int RowOf(int slot) => _rows[slot];

    /// <summary>Whether the table row has been touched, and in which slot its gradient is.</summary>
    /// <param name="row">Row of the table.</param>
    /// <param name="slot">Its slot.</param>
    public bool TryGetSlot(int row, out int slot)
    {
        slot = _slotOfRow[row];
        return slot != Untouched;
    }

    /// <summary>Adds to the gradient of one table row.</summary>
    /// <param name="row">Row of the table.</param>
    /// <param name="gradient">[columns] The contribution.</param>
    public void Add(int row, ReadOnlySpan<float> gradient)
    {
        int slot = _slotOfRow[row];
        if (slot == Untouched)
        {
            slot = _rows.Count;
            _slotOfRow[row] = slot;
            _rows.Add(row);
            Reserve(_rows.Count);
            gradient.CopyTo(_storage.Row(slot));
            return;
        }

        Span<float> sum = _storage.Row(slot);
        System.Numerics.Tensors.TensorPrimitives.Add(sum, gradient, sum);
    }

    /// <summary>Adds another gradient of the same table, row by row in its order.</summary>
    /// <param name="other">The gradient to add.</param>
    public void Add(RowGradient other)
    {
        for (int slot = 0; slot < other.Count; slot++)
        {
            Add(other.RowOf(slot), other._storage.Row(slot));
        }
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        foreach (int row in _rows)
        {
            _slotOfRow[row] = Untouched;
        }

        _rows.Clear();
    }

    private void Reserve(int count)
    {
        if (!_storage.IsEmpty && _storage.Rows >= count)
        {
            return;
        }

        Matrix larger = Matrix.Allocate(Math.Min(_slotOfRow.Length, Math.Max(256, count * 2)), _columns);
        if (!_storage.IsEmpty)
        {
            _storage.CopyTo(larger.RowRange(0, _storage.Rows));
        }

        _storage = larger;
    }
}
