namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>A weight matrix in 8 bits: W ≈ s_o · q, with a scale for each output, −127 ≤ q ≤ 127. [outputs, inputs]</summary>
/// <remarks>
/// The bytes lie in the order in which a product reads them: blocks of 8 outputs follow each other; in a block four inputs of each of its outputs, then the next
/// four. Zeros fill the last four. The last block is filled up, and blocks are added until a tile finds as many as it takes at once; no
/// product writes what they give. A quarter of the memory of floats.
/// </remarks>
internal sealed unsafe class QuantizedMatrix
{
    /// <summary>Outputs that a product computes side by side.</summary>
    internal const int BlockWidth = 8;

    /// <summary>Inputs of an output that lie together.</summary>
    internal const int GroupWidth = 4;

    private readonly Matrix _bytes; // [blocks, groups × 8], four bytes in the place of a float
    private readonly Matrix _scales; // [blocks, 8]
    private readonly Matrix _shifts; // [blocks, 8], whole numbers in the place of floats

    /// <summary>Quantises a matrix.</summary>
    /// <param name="weights">[outputs, inputs]</param>
    public QuantizedMatrix(Matrix weights)
        : this(weights.Rows, weights.Columns)
    {
        QuantizedTable table = QuantizedTable.Of(weights);
        for (int output = 0; output < Outputs; output++)
        {
            Set(output, table.Row(output), table.Scales[output]);
        }
    }

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="outputs">Width of the result.</param>
    /// <param name="inputs">Length of the sums.</param>
    public QuantizedMatrix(int outputs, int inputs)
        : this(outputs, inputs, Matrix.Allocate)
    {
    }

    /// <summary>Reserves memory, whose content is for the caller to write.</summary>
    /// <param name="outputs">Width of the result.</param>
    /// <param name="inputs">Length of the sums.</param>
    /// <param name="take">Gives a matrix of so many rows and columns.</param>
    internal QuantizedMatrix(int outputs, int inputs, Func<int, int, Matrix> take)
    {
        (Outputs, Inputs) = (outputs, inputs);
        int blocks = (outputs + BlockWidth - 1) / BlockWidth;
        (Blocks, Groups) = ((blocks + ByteTile.BlocksOfRow - 1) / ByteTile.BlocksOfRow * ByteTile.BlocksOfRow, (inputs + GroupWidth - 1) / GroupWidth);
        _bytes = take(Blocks, Groups * BlockWidth);
        (_scales, _shifts) = (take(Blocks, BlockWidth), take(Blocks, BlockWidth));
    }

    /// <summary>Width of the result.</summary>
    public int Outputs { get; }

    /// <summary>Length of the sums.</summary>
    public int Inputs { get; }

    /// <summary>Blocks of outputs, those that only fill up included.</summary>
    internal int Blocks { get; }

    /// <summary>Groups of inputs.</summary>
    internal int Groups { get; }

    /// <summary>Bytes that it takes.</summary>
    internal long ByteCount => sizeof(float) * ((long)_bytes.Length + _scales.Length + _shifts.Length);

    /// <summary>The bytes of a block: [groups, 8, 4].</summary>
    internal sbyte* BytesOf(int block) => (sbyte*)_bytes.RowPointer(block);

    /// <summary>The scales of a block: [8].</summary>
    internal float* ScalesOf(int block) => _scales.RowPointer(block);

    /// <summary>What inputs that are counted from 128 on add to the sums of a block, 128 Σ q: [8].</summary>
    internal int* ShiftsOf(int block) => (int*)_shifts.RowPointer(block);

    /// <summary>Keeps the memory from being collected before this call, by whoever works with addresses alone.</summary>
    internal void KeepAlive()
    {
        _bytes.KeepAlive();
        _scales.KeepAlive();
        _shifts.KeepAlive();
    }

    /// <summary>One number, as it counts in products.</summary>
    /// <param name="output">Which output.</param>
    /// <param name="input">Which input.</param>
    internal float this[int output, int input] => ScalesOf(0)[output] * BytesOf(0)[IndexOf(output, input)];

    /// <summary>Puts the numbers of an output into the order of products.</summary>
    /// <param name="output">Which output.</param>
    /// <param name="row">[inputs] q</param>
    /// <param name="scale">s</param>
    internal void Set(int output, ReadOnlySpan<sbyte> row, float scale)
    {
        int sum = 0;
        for (int input = 0; input < row.Length; input++)
        {
            BytesOf(0)[IndexOf(output, input)] = row[input];
            sum += row[input];
        }

        ScalesOf(0)[output] = scale;
        ShiftsOf(0)[output] = ByteRows.Zero * sum;
    }

    private nint IndexOf(int output, int input) =>
        ((((((nint)(output / BlockWidth)) * Groups) + (input / GroupWidth)) * BlockWidth) + (output % BlockWidth)) * GroupWidth + (input % GroupWidth);
}
