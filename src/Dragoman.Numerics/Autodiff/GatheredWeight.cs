using Dragoman.Numerics.Kernels.Products;
using Dragoman.Numerics.Kernels.Quantized;

namespace Dragoman.Numerics.Autodiff;

/// <summary>Some outputs of a <see cref="Weight"/>, copied for many products: y = x·W_oᵀ + b_o, with the bits that the product with the whole weight has there.</summary>
/// <remarks>It is as the weight was when it was made, and lives in the arena that it was made in.</remarks>
internal sealed class GatheredWeight
{
    private readonly PackedMatrix? _packed;
    private readonly QuantizedMatrix? _quantized;
    private readonly Matrix _bias; // [1, outputs]

    /// <summary>Copies outputs.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="bias">[1, output] What is added to the product with the whole weight, or null for nothing.</param>
    /// <param name="outputs">Which outputs.</param>
    /// <param name="arena">Where memory is taken from.</param>
    internal GatheredWeight(Weight weight, Parameter? bias, ReadOnlySpan<int> outputs, Arena arena)
    {
        OutputSize = outputs.Length;
        if (weight.Quantized is { } quantized)
        {
            _quantized = QuantizedGather.Run(quantized, outputs, arena);
        }
        else
        {
            _packed = new PackedMatrix(weight.InputSize, outputs.Length, arena.Take);
            _packed.PackRows(weight.Value, outputs, arena);
        }

        if (bias is not null)
        {
            _bias = arena.Take(1, outputs.Length);
            ReadOnlySpan<float> all = bias.Value.Row(0);
            Span<float> chosen = _bias.Row(0);
            for (int i = 0; i < outputs.Length; i++)
            {
                chosen[i] = all[outputs[i]];
            }
        }
    }

    /// <summary>Width of y.</summary>
    internal int OutputSize { get; }

    /// <summary>y = x·W_oᵀ + b_o.</summary>
    /// <param name="x">[rows, input]</param>
    /// <param name="y">[rows, outputs] Overwritten.</param>
    /// <param name="scratch">Memory for packing.</param>
    internal void Multiply(Matrix x, Matrix y, Arena scratch)
    {
        if (_quantized is not null)
        {
            QuantizedProduct.MultiplyAdd(x, _quantized, _bias, y, scratch);
        }
        else
        {
            Gemm.MultiplyAdd(x, _packed!, _bias, y, scratch);
        }
    }
}
