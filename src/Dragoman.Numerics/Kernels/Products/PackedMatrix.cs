namespace Dragoman.Numerics.Kernels.Products;

/// <summary>The right-hand operand of a product, copied into the order in which it is read: [depth, columns].</summary>
/// <remarks>
/// Panels of 32 columns follow each other; element (k, n) lies at k × 32 + n mod 32 of panel n / 32, and zeros fill the last panel.
/// Worth its copy when the same weights meet many left-hand operands, as in a recurrent layer.
/// </remarks>
internal sealed unsafe class PackedMatrix
{
    private readonly Matrix _panels; // [panels × depth, 32]

    /// <summary>Reserves the memory; the content is zero until <see cref="Pack"/>.</summary>
    /// <param name="depth">Length of the sums, at least 0.</param>
    /// <param name="columns">Number of columns, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or the matrix too large for one array.</exception>
    public PackedMatrix(int depth, int columns)
        : this(depth, columns, Matrix.Allocate)
    {
    }

    /// <summary>Reserves memory that the caller gives; the content is unspecified until it is packed.</summary>
    /// <param name="depth">Length of the sums, at least 0.</param>
    /// <param name="columns">Number of columns, at least 0.</param>
    /// <param name="take">Gives a matrix of so many rows and columns, aligned to 64 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or the matrix too large for one array.</exception>
    internal PackedMatrix(int depth, int columns, Func<int, int, Matrix> take)
    {
        _ = Matrix.CheckedLength(depth, columns);
        (Depth, Columns) = (depth, columns);
        long panels = ((long)columns + GemmPacking.PanelWidth - 1) / GemmPacking.PanelWidth;
        long rows = panels * depth;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Array.MaxLength / GemmPacking.PanelWidth, "depth × columns");
        _panels = take((int)rows, GemmPacking.PanelWidth);
    }

    /// <summary>Length of the sums.</summary>
    public int Depth { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Address of the first panel, aligned to 64 bytes.</summary>
    internal float* Pointer => _panels.Pointer;

    /// <summary>Keeps the memory from being collected before this call, by whoever works with <see cref="Pointer"/> alone.</summary>
    internal void KeepAlive() => _panels.KeepAlive();

    /// <summary>Copies a matrix into the panels, replacing what they held; allocates nothing.</summary>
    /// <param name="source">[depth, columns], or [columns, depth] when <paramref name="transposed"/>; may be a view with gaps.</param>
    /// <param name="transposed">Packs the transposed matrix.</param>
    /// <exception cref="ShapeException"><paramref name="source"/> has another shape.</exception>
    public void Pack(Matrix source, bool transposed)
    {
        if (transposed)
        {
            ShapeException.ThrowIfNot(source, nameof(source), ("columns", Columns), ("depth", Depth));
        }
        else
        {
            ShapeException.ThrowIfNot(source, nameof(source), ("depth", Depth), ("columns", Columns));
        }

        if (Depth == 0 || Columns == 0)
        {
            return;
        }

        GemmPacking.PackPanels(source.Pointer, source.Stride, transposed, Columns, Depth, Pointer);
        source.KeepAlive();
        KeepAlive();
    }

    /// <summary>Overwrites some columns with the rows of a matrix.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="source">[columns, depth]; may be a view with gaps.</param>
    /// <exception cref="ShapeException"><paramref name="source"/> is not as wide as this is deep.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The columns are not all inside.</exception>
    internal void SetColumns(int first, Matrix source)
    {
        ShapeException.ThrowIfNot(source, nameof(source), ("columns", source.Rows), ("depth", Depth));
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + source.Rows, Columns, nameof(first));
        for (int row = 0; row < source.Rows; row++)
        {
            float* element = AddressOf(first + row);
            foreach (float number in source.Row(row))
            {
                *element = number;
                element += GemmPacking.PanelWidth;
            }
        }
    }

    /// <summary>Copies the panels back into a matrix, transposed.</summary>
    /// <param name="target">[columns, depth] Overwritten; may be a view with gaps.</param>
    /// <exception cref="ShapeException"><paramref name="target"/> has another shape.</exception>
    internal void Unpack(Matrix target)
    {
        ShapeException.ThrowIfNot(target, nameof(target), ("columns", Columns), ("depth", Depth));
        for (int column = 0; column < Columns; column++)
        {
            float* element = AddressOf(column);
            foreach (ref float number in target.Row(column))
            {
                number = *element;
                element += GemmPacking.PanelWidth;
            }
        }
    }

    /// <summary>Copies rows of a transposed matrix into the panels, a panel's at a time, replacing what they held.</summary>
    /// <param name="source">[any, depth]</param>
    /// <param name="rows">[columns] The row of each column.</param>
    /// <param name="scratch">Lends memory during the call.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    internal void PackRows(Matrix source, ReadOnlySpan<int> rows, Arena scratch)
    {
        ShapeException.ThrowIfNot(source, nameof(source), ("rows", source.Rows), ("depth", Depth));
        ShapeException.ThrowIfLengthIsNot(rows.Length, nameof(rows), Columns);
        if (Depth == 0 || Columns == 0)
        {
            return;
        }

        Arena.Position before = scratch.Mark();
        Matrix gathered = scratch.Take(GemmPacking.PanelWidth, Depth);
        for (int column = 0; column < Columns; column += GemmPacking.PanelWidth)
        {
            int width = Math.Min(GemmPacking.PanelWidth, Columns - column);
            Rows.Gather(source, rows.Slice(column, width), gathered.RowRange(0, width));
            GemmPacking.PackPanels(gathered.Pointer, gathered.Stride, transposed: true, width, Depth, Pointer + ((nint)column * Depth));
        }

        scratch.Release(before);
    }

    /// <summary>Where a column begins, whose elements are 32 apart.</summary>
    private float* AddressOf(int column)
    {
        (int panel, int place) = Math.DivRem(column, GemmPacking.PanelWidth);
        return Pointer + ((nint)panel * GemmPacking.PanelWidth * Depth) + place;
    }
}
