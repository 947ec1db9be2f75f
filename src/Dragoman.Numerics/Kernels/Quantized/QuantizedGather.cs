namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>Copies some outputs of a matrix in 8 bits, bytes and scales as they are, so that a product has the same bits there as with the whole.</summary>
internal static unsafe class QuantizedGather
{
    /// <summary>Copies outputs.</summary>
    /// <param name="weights">[outputs, inputs] The whole.</param>
    /// <param name="outputs">Which outputs, any number of times each.</param>
    /// <param name="arena">Where the copy is taken from, and how long it lives.</param>
    /// <returns>[chosen outputs, inputs]</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static QuantizedMatrix Run(QuantizedMatrix weights, ReadOnlySpan<int> outputs, Arena arena)
    {
        foreach (int output in outputs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)weights.Outputs, nameof(outputs));
        }

        QuantizedMatrix chosen = new(outputs.Length, weights.Inputs, arena.Take);
        for (int block = 0; block < chosen.Blocks; block++)
        {
            int first = block * QuantizedMatrix.BlockWidth;
            int count = Math.Min(QuantizedMatrix.BlockWidth, outputs.Length - first);
            for (int i = 0; i < QuantizedMatrix.BlockWidth; i++)
            {
                Copy(weights, i < count ? outputs[first + i] : null, chosen, block, i);
            }
        }

        return chosen;
    }

    /// <summary>Copies an output, or zeros that fill a block.</summary>
    private static void Copy(QuantizedMatrix weights, int? output, QuantizedMatrix chosen, int block, int place)
    {
        int* to = (int*)chosen.BytesOf(block) + place; // four bytes, those of a group, at once
        int groups = weights.Groups;
        if (output is not { } from)
        {
            (chosen.ScalesOf(block)[place], chosen.ShiftsOf(block)[place]) = (0f, 0);
            for (int group = 0; group < groups; group++)
            {
                to[group * QuantizedMatrix.BlockWidth] = 0;
            }

            return;
        }

        (int home, int lane) = Math.DivRem(from, QuantizedMatrix.BlockWidth);
        (chosen.ScalesOf(block)[place], chosen.ShiftsOf(block)[place]) = (weights.ScalesOf(home)[lane], weights.ShiftsOf(home)[lane]);
        int* bytes = (int*)weights.BytesOf(home) + lane;
        for (int group = 0; group < groups; group++)
        {
            to[group * QuantizedMatrix.BlockWidth] = bytes[group * QuantizedMatrix.BlockWidth];
        }
    }
}
