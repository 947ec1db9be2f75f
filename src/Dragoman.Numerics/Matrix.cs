using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics;

/// <summary>
/// A view of a matrix of 32-bit floats, row-major, [rows, columns]; the rows may lie further apart than they are long.
/// </summary>
/// <remarks>
/// A matrix is a value: it owns nothing and is never disposed. Its numbers live in a pinned managed array
/// (from an <see cref="Arena"/> or <see cref="Allocate"/>), so a view that outlives a reset reads stale numbers but never foreign memory.
/// </remarks>
public readonly struct Matrix : IEquatable<Matrix>
{
    /// <summary>Most elements of a matrix: what an array holds, less room to align the first one.</summary>
    internal const int MaximumLength = 0x7FFFFFC7 - 64; // Array.MaxLength is no constant.

    private readonly float[]? _buffer;
    private readonly int _offset;

    internal Matrix(float[] buffer, int offset, int rows, int columns, int stride)
    {
        (_buffer, _offset, Rows, Columns, Stride) = (buffer, offset, rows, columns, stride);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Distance between the starts of neighbouring rows, in elements; at least <see cref="Columns"/>.</summary>
    public int Stride { get; }

    /// <summary>Number of elements, rows × columns.</summary>
    public int Length => Rows * Columns;

    /// <summary>True for <c>default</c>, a matrix that views nothing.</summary>
    public bool IsEmpty => _buffer is null;

    /// <summary>True when the rows follow each other without a gap, so that <see cref="Span"/> can be used.</summary>
    public bool IsContiguous => Stride == Columns || Rows <= 1;

    /// <summary>All elements, row by row.</summary>
    /// <exception cref="InvalidOperationException">The view has gaps between its rows.</exception>
    public Span<float> Span
    {
        get
        {
            if (!IsContiguous)
            {
                throw new InvalidOperationException("The matrix views columns of a wider matrix; read it row by row.");
            }

            return _buffer.AsSpan(_offset, Length);
        }
    }

    /// <summary>Address of the first element. The array behind it is pinned.</summary>
    internal unsafe float* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (float*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer!), _offset));
    }

    /// <summary>Keeps the memory from being collected before this call, by whoever works with <see cref="Pointer"/> alone.</summary>
    internal void KeepAlive() => GC.KeepAlive(_buffer);

    /// <summary>Address of the first element of a row, for the inner loops of kernels. Neither the row nor the columns read from it are checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe float* RowPointer(int row) => Pointer + ((nint)row * Stride);

    /// <summary>One element, for tests and displays; kernels use rows.</summary>
    /// <param name="row">Row index.</param>
    /// <param name="column">Column index.</param>
    public ref float this[int row, int column] => ref Row(row)[column];

    /// <summary>Allocates a matrix of zeros that lives as long as something refers to it: [rows, columns].</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the matrix would hold more than 2^31 − 64 elements.</exception>
    public static Matrix Allocate(int rows, int columns)
    {
        int length = CheckedLength(rows, columns);
        float[] buffer = Pages.Allocate(length, out int offset);
        Array.Clear(buffer);
        return new Matrix(buffer, offset, rows, columns, columns);
    }

    /// <summary>Allocates a matrix and copies <paramref name="values"/> into it: [rows, columns].</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="values">rows × columns elements, row by row.</param>
    /// <exception cref="ShapeException"><paramref name="values"/> holds another number of elements.</exception>
    public static Matrix From(int rows, int columns, ReadOnlySpan<float> values)
    {
        ShapeException.ThrowIfLengthIsNot(values.Length, nameof(values), rows * columns);
        Matrix matrix = Allocate(rows, columns);
        values.CopyTo(matrix.Span);
        return matrix;
    }

    /// <summary>The elements of one row: [columns].</summary>
    /// <param name="row">Row index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<float> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return _buffer.AsSpan(_offset + (row * Stride), Columns);
    }

    /// <summary>A view of consecutive rows: [count, columns].</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all inside.</exception>
    public Matrix RowRange(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Rows, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(Rows - start), nameof(count));
        return new Matrix(_buffer!, _offset + (start * Stride), count, Columns, Stride);
    }

    /// <summary>A view of consecutive columns: [rows, count].</summary>
    /// <param name="start">First column.</param>
    /// <param name="count">Number of columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The columns are not all inside.</exception>
    public Matrix ColumnRange(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Columns, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(Columns - start), nameof(count));
        return new Matrix(_buffer!, _offset + start, Rows, count, Stride);
    }

    /// <summary>Sets every element to <paramref name="value"/>.</summary>
    /// <param name="value">The value to set.</param>
    public void Fill(float value)
    {
        if (IsContiguous)
        {
            Span.Fill(value);
            return;
        }

        for (int row = 0; row < Rows; row++)
        {
            Row(row).Fill(value);
        }
    }

    /// <summary>Overwrites <paramref name="destination"/> with these elements.</summary>
    /// <param name="destination">[rows, columns] Overwritten.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void CopyTo(Matrix destination)
    {
        ShapeException.ThrowIfNot(destination, nameof(destination), ("rows", Rows), ("columns", Columns));
        if (IsContiguous && destination.IsContiguous)
        {
            Span.CopyTo(destination.Span);
            return;
        }

        for (int row = 0; row < Rows; row++)
        {
            Row(row).CopyTo(destination.Row(row));
        }
    }

    /// <inheritdoc/>
    public bool Equals(Matrix other) =>
        ReferenceEquals(_buffer, other._buffer) && _offset == other._offset &&
        Rows == other.Rows && Columns == other.Columns && Stride == other.Stride;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Matrix other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_buffer, _offset, Rows, Columns, Stride);

    /// <summary>Two views are equal when they view the same memory in the same shape.</summary>
    /// <param name="left">One view.</param>
    /// <param name="right">The other view.</param>
    public static bool operator ==(Matrix left, Matrix right) => left.Equals(right);

    /// <summary>Two views differ when they view other memory or in another shape.</summary>
    /// <param name="left">One view.</param>
    /// <param name="right">The other view.</param>
    public static bool operator !=(Matrix left, Matrix right) => !left.Equals(right);

    internal static int CheckedLength(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        long length = (long)rows * columns;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaximumLength, "rows × columns");
        return (int)length;
    }
}
