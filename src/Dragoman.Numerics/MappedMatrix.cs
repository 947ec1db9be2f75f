using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Dragoman.Numerics;

/// <summary>Looks at neighbouring rows of a matrix.</summary>
/// <param name="first">Number of the first row.</param>
/// <param name="rows">[count, columns] The rows, one after the other.</param>
internal delegate void RowVisitor(int first, ReadOnlySpan<float> rows);

/// <summary>A matrix in a file, [rows, columns], which the system reads when a row is looked at and forgets when memory is scarce.</summary>
/// <remarks>Safe for any number of threads at once, also while one of them disposes it: the file stays mapped until the last look at it is over.</remarks>
internal sealed class MappedMatrix : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedMatrix(MemoryMappedFile file, MemoryMappedViewAccessor view, int rows, int columns)
    {
        (_file, _view, Rows, Columns) = (file, view, rows, columns);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Maps a matrix.</summary>
    /// <param name="file">The file, open for reading; it stays the caller's.</param>
    /// <param name="offset">Where the first number stands, in bytes.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the file ends before the matrix.</exception>
    public static MappedMatrix Open(SafeFileHandle file, long offset, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        long length = checked((long)rows * columns * sizeof(float));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, RandomAccess.GetLength(file) - offset, nameof(rows));
        MemoryMappedFile mapped = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            return new MappedMatrix(mapped, mapped.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read), rows, columns);
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }

    /// <summary>Looks at some rows, in order, as many at a time as stay in the cache.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="visit">Gets them; it must not keep them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed.</exception>
    public unsafe void Visit(int first, int count, RowVisitor visit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Rows - first);
        const int block = 1 << 16; // numbers
        int together = Math.Max(block / Columns, 1);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            float* numbers = (float*)(start + _view.PointerOffset);
            for (int row = first; row < first + count; row += together)
            {
                int taken = Math.Min(together, first + count - row);
                visit(row, new ReadOnlySpan<float>(numbers + ((nint)row * Columns), taken * Columns));
            }
        }
        finally
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
