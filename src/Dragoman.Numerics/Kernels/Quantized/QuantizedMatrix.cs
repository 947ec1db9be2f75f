using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>A weight matrix in 8 bits: W ≈ s_o · q, with a scale for each output, −127 ≤ q ≤ 127. [outputs, inputs]</summary>
/// <remarks>
/// The bytes lie in the order in which a product reads them: blocks of 8 outputs follow each other; in a block four inputs of each of its outputs, then the next
/// four. Zeros fill the last block and the last four, and blocks
/// of zeros are added until a tile finds as many as it takes at once. A quarter of the memory of floats.
/// </remarks>
internal sealed unsafe class QuantizedMatrix
{
    /// <summary>Outputs that a product computes side by side.</summary>
    internal const int BlockWidth = 8;

    /// <summary>Inputs of an output that lie together.</summary>
    internal const int GroupWidth = 4;

    /// <summary>Largest magnitude of a byte; −128 is not used, so that a number and its negative are equally exact.</summary>
    internal const int LargestByte = 127;

    private readonly sbyte[] _bytes;
    private readonly float[] _scales;
    private readonly int[] _shifts;

    /// <summary>Quantises a matrix.</summary>
    /// <param name="weights">[outputs, inputs]</param>
    public QuantizedMatrix(Matrix weights)
    {
        (Outputs, Inputs) = (weights.Rows, weights.Columns);
        int blocks = (Outputs + BlockWidth - 1) / BlockWidth;
        (Blocks, Groups) = ((blocks + ByteTile.BlocksOfRow - 1) / ByteTile.BlocksOfRow * ByteTile.BlocksOfRow, (Inputs + GroupWidth - 1) / GroupWidth);
        _bytes = GC.AllocateArray<sbyte>(checked(Blocks * Groups * BlockWidth * GroupWidth), pinned: true);
        _scales = GC.AllocateArray<float>(Blocks * BlockWidth, pinned: true);
        _shifts = GC.AllocateArray<int>(Blocks * BlockWidth, pinned: true);
        for (int output = 0; output < Outputs; output++)
        {
            Quantize(weights.Row(output), output);
        }
    }

    /// <summary>Width of the result.</summary>
    public int Outputs { get; }

    /// <summary>Length of the sums.</summary>
    public int Inputs { get; }

    /// <summary>Blocks of outputs, those of zeros included.</summary>
    internal int Blocks { get; }

    /// <summary>Groups of inputs.</summary>
    internal int Groups { get; }

    /// <summary>Bytes that it takes.</summary>
    internal long ByteCount => _bytes.LongLength + (sizeof(float) * _scales.LongLength) + (sizeof(int) * _shifts.LongLength);

    /// <summary>The bytes of a block: [groups, 8, 4].</summary>
    internal sbyte* BytesOf(int block) => (sbyte*)Address(_bytes) + ((nint)block * Groups * BlockWidth * GroupWidth);

    /// <summary>The scales of a block: [8].</summary>
    internal float* ScalesOf(int block) => (float*)Address(_scales) + (block * BlockWidth);

    /// <summary>What inputs that are counted from 128 on add to the sums of a block, 128 Σ q: [8].</summary>
    internal int* ShiftsOf(int block) => (int*)Address(_shifts) + (block * BlockWidth);

    /// <summary>One number, as it counts in products.</summary>
    /// <param name="output">Which output.</param>
    /// <param name="input">Which input.</param>
    internal float this[int output, int input] => _scales[output] * _bytes[IndexOf(output, input)];

    private void Quantize(ReadOnlySpan<float> row, int output)
    {
        float largest = row.IsEmpty ? 0f : MathF.Abs(TensorPrimitives.MaxMagnitude(row));
        _scales[output] = largest / LargestByte;
        float factor = largest > 0f ? LargestByte / largest : 0f;
        int sum = 0;
        for (int input = 0; input < row.Length; input++)
        {
            sbyte number = (sbyte)MathF.Round(Math.Clamp(row[input] * factor, -LargestByte, LargestByte));
            _bytes[IndexOf(output, input)] = number;
            sum += number;
        }

        _shifts[output] = ByteRows.Zero * sum;
    }

    private int IndexOf(int output, int input) =>
        (((((output / BlockWidth) * Groups) + (input / GroupWidth)) * BlockWidth) + (output % BlockWidth)) * GroupWidth + (input % GroupWidth);

    private static void* Address<T>(T[] pinned)
        where T : unmanaged => System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
