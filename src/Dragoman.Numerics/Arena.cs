namespace Dragoman.Numerics;

/// <summary>Memory for the matrices of one batch: taken in blocks, each as large as all before it until they are large, handed out in order, reset as a whole and kept.</summary>
/// <remarks>
/// After the first few batches nothing more is allocated. Matrices taken after <see cref="Mark"/> are given back by <see cref="Release"/>,
/// as scratch memory of one operation. One arena belongs to one thread.
/// </remarks>
public sealed class Arena
{
    private const int FirstBlockLength = 1 << 18; // 1 MB: a sentence needs little, and of a huge page all is resident once it is touched.
    private const int LastBlockLength = 4 << 20; // 16 MB

    private readonly List<(float[] Buffer, int Offset, int Length)> _blocks = [];
    private int _block;
    private int _used;
    private int _peakBlock;

    /// <summary>A place in the arena to which <see cref="Release"/> can return.</summary>
    /// <param name="Block">Index of the block.</param>
    /// <param name="Used">Elements handed out of it.</param>
    public readonly record struct Position(int Block, int Used);

    /// <summary>Bytes that the arena holds, used or not.</summary>
    public long CapacityInBytes => BytesOf(_blocks.Count);

    /// <summary>Bytes of the blocks that matrices were taken from since the last <see cref="Reset"/>.</summary>
    public long PeakInBytes => BytesOf(Math.Min(_peakBlock + 1, _blocks.Count));

    /// <summary>The present position.</summary>
    public Position Mark() => new(_block, _used);

    /// <summary>Takes back everything handed out since <paramref name="position"/>.</summary>
    /// <param name="position">An earlier result of <see cref="Mark"/>.</param>
    public void Release(Position position) => (_block, _used) = (position.Block, position.Used);

    /// <summary>Takes back everything; the memory is kept for the next batch.</summary>
    public void Reset() => (_block, _used, _peakBlock) = (0, 0, 0);

    /// <summary>Hands out a matrix with unspecified content, aligned to 64 bytes: [rows, columns].</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or the matrix too large for one array.</exception>
    public Matrix Take(int rows, int columns)
    {
        int length = Matrix.CheckedLength(rows, columns);
        int aligned = (length + Pages.LineLength - 1) / Pages.LineLength * Pages.LineLength;
        while (_block < _blocks.Count && _blocks[_block].Length - _used < aligned)
        {
            (_block, _used) = (_block + 1, 0);
            _peakBlock = Math.Max(_peakBlock, _block);
        }

        if (_block == _blocks.Count)
        {
            int capacity = Math.Max(aligned, (int)Math.Clamp(CapacityInBytes / sizeof(float), FirstBlockLength, LastBlockLength));
            float[] fresh = Pages.Allocate(capacity, out int start);
            _blocks.Add((fresh, start, capacity));
        }

        (float[] buffer, int offset, _) = _blocks[_block];
        Matrix matrix = new(buffer, offset + _used, rows, columns, columns);
        _used += aligned;
        return matrix;
    }

    /// <summary>Hands out a matrix of zeros, aligned to 64 bytes: [rows, columns].</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or the matrix too large for one array.</exception>
    public Matrix TakeZeros(int rows, int columns)
    {
        Matrix matrix = Take(rows, columns);
        matrix.Span.Clear();
        return matrix;
    }

    private long BytesOf(int blocks)
    {
        long length = 0;
        for (int block = 0; block < blocks; block++)
        {
            length += _blocks[block].Length;
        }

        return length * sizeof(float);
    }
}
