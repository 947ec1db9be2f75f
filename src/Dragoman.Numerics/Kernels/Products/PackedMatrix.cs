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
    {
        _ = Matrix.CheckedLength(depth, columns);
        (Depth, Columns) = (depth, columns);
        long panels = ((long)columns + GemmPacking.PanelWidth - 1) / GemmPacking.PanelWidth;
        long rows = panels * depth;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Array.MaxLength / GemmPacking.PanelWidth, "depth × columns");
        _panels = Matrix.Allocate((int)rows, GemmPacking.PanelWidth);
    }

    /// <summary>Length of the sums.</summary>
    public int Depth { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Address of the first panel, aligned to 64 bytes.</summary>
    internal float* Pointer => _panels.Pointer;

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
    }
}
