using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>Whole rows of matrices: looked up, scattered, added and summed.</summary>
internal static class Rows
{
    /// <summary>Copies the rows of a table that <paramref name="ids"/> name, such as the embeddings of tokens.</summary>
    /// <param name="table">[vocab, columns] The table.</param>
    /// <param name="ids">[rows] Row of the table for each row of the result.</param>
    /// <param name="destination">[rows, columns] Overwritten.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such row.</exception>
    public static void Gather(Matrix table, ReadOnlySpan<int> ids, Matrix destination)
    {
        ShapeException.ThrowIfNot(destination, nameof(destination), ("rows", ids.Length), ("columns", table.Columns));
        for (int row = 0; row < ids.Length; row++)
        {
            table.Row(CheckedId(ids, row, table.Rows)).CopyTo(destination.Row(row));
        }
    }

    /// <summary>Adds each row to the row of a table that its id names: the gradient of <see cref="Gather"/>.</summary>
    /// <param name="source">[rows, columns] The rows to add.</param>
    /// <param name="ids">[rows] Row of the table for each; an id may come more than once, and its rows are added in order.</param>
    /// <param name="table">[vocab, columns] Accumulated into.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such row.</exception>
    public static void ScatterAdd(Matrix source, ReadOnlySpan<int> ids, Matrix table)
    {
        ShapeException.ThrowIfNot(source, nameof(source), ("rows", ids.Length), ("columns", table.Columns));
        for (int row = 0; row < ids.Length; row++)
        {
            Span<float> target = table.Row(CheckedId(ids, row, table.Rows));
            TensorPrimitives.Add(target, source.Row(row), target);
        }
    }

    /// <summary>Adds one row, such as a bias, to every row.</summary>
    /// <param name="x">[rows, columns] Changed in place.</param>
    /// <param name="row">[columns] The row to add.</param>
    /// <exception cref="ShapeException"><paramref name="row"/> has another length.</exception>
    public static void AddRow(Matrix x, ReadOnlySpan<float> row)
    {
        ShapeException.ThrowIfLengthIsNot(row.Length, nameof(row), x.Columns);
        for (int index = 0; index < x.Rows; index++)
        {
            Span<float> target = x.Row(index);
            TensorPrimitives.Add(target, row, target);
        }
    }

    /// <summary>Adds up all rows, as for the gradient of a bias.</summary>
    /// <param name="x">[rows, columns] The rows.</param>
    /// <param name="sum">[columns] Accumulated into.</param>
    /// <exception cref="ShapeException"><paramref name="sum"/> has another length.</exception>
    public static void SumRows(Matrix x, Span<float> sum)
    {
        ShapeException.ThrowIfLengthIsNot(sum.Length, nameof(sum), x.Columns);
        int index = 0;
        for (; index <= x.Rows - 8; index += 8)
        {
            SumEight(x.RowRange(index, 8), sum);
        }

        for (; index < x.Rows; index++)
        {
            TensorPrimitives.Add(sum, x.Row(index), sum);
        }
    }

    /// <summary>Copies one row to every row.</summary>
    /// <param name="destination">[rows, columns] Overwritten.</param>
    /// <param name="row">[columns] The row to copy.</param>
    /// <exception cref="ShapeException"><paramref name="row"/> has another length.</exception>
    public static void FillRows(Matrix destination, ReadOnlySpan<float> row)
    {
        ShapeException.ThrowIfLengthIsNot(row.Length, nameof(row), destination.Columns);
        for (int index = 0; index < destination.Rows; index++)
        {
            row.CopyTo(destination.Row(index));
        }
    }

    /// <summary>Eight rows at a time: each load and store of the sum serves eight rows, and the rows are read in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumEight(Matrix x, Span<float> sum)
    {
        ref float s = ref MemoryMarshal.GetReference(sum);
        ref float x0 = ref MemoryMarshal.GetReference(x.Row(0));
        nuint row = (nuint)x.Stride;
        nuint column = 0;
        for (; column + (nuint)Vector<float>.Count <= (nuint)sum.Length; column += (nuint)Vector<float>.Count)
        {
            Vector<float> a = Vector.LoadUnsafe(ref x0, column) + Vector.LoadUnsafe(ref x0, column + row);
            Vector<float> b = Vector.LoadUnsafe(ref x0, column + (2 * row)) + Vector.LoadUnsafe(ref x0, column + (3 * row));
            Vector<float> c = Vector.LoadUnsafe(ref x0, column + (4 * row)) + Vector.LoadUnsafe(ref x0, column + (5 * row));
            Vector<float> d = Vector.LoadUnsafe(ref x0, column + (6 * row)) + Vector.LoadUnsafe(ref x0, column + (7 * row));
            (Vector.LoadUnsafe(ref s, column) + (a + b + (c + d))).StoreUnsafe(ref s, column);
        }

        for (; column < (nuint)sum.Length; column++)
        {
            float total = 0;
            for (nuint index = 0; index < 8; index++)
            {
                total += Unsafe.Add(ref x0, column + (index * row));
            }

            Unsafe.Add(ref s, column) += total;
        }
    }

    private static int CheckedId(ReadOnlySpan<int> ids, int row, int count)
    {
        int id = ids[row];
        if ((uint)id >= (uint)count)
        {
            ThrowId(nameof(ids), row, id, count);
        }

        return id;
    }

    [DoesNotReturn]
    private static void ThrowId(string name, int row, int id, int count) => throw new ArgumentOutOfRangeException(
        name, id, $"Row {row} names row {id} of a table with {count} rows.");
}
