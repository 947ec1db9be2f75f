using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels.Quantized;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class QuantizedParameterTests
{
    private const int Rows = 23;
    private const int Columns = 37;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(Rows)]
    public void Quantize_SomeRowsAtATime_HasTheBitsOfAllAtOnce(int step)
    {
        Matrix numbers = Matrices.Uniform(new System.Random(3), Rows, Columns);
        QuantizedTable table = QuantizedTable.Of(numbers);
        (Parameter whole, Parameter piecewise) = (Create(numbers), Create(numbers));

        whole.Quantize();
        for (int row = 0; row < Rows; row += step)
        {
            int count = Math.Min(step, Rows - row);
            piecewise.Quantize(row, table.Bytes.AsSpan(row * Columns, count * Columns), table.Scales.AsSpan(row, count));
        }

        Assert.True(piecewise.IsQuantized);
        foreach ((Weight expected, Weight actual) in whole.Weights.Zip(piecewise.Weights))
        {
            Assert.Equal(Product(expected), Product(actual));
        }
    }

    private static float[] Product(Weight weight)
    {
        Matrix y = Matrices.Garbage(5, weight.OutputSize);
        weight.Multiply(Matrices.Uniform(new System.Random(weight.InputSize), 5, weight.InputSize), null, y, new Arena());
        return y.Span.ToArray();
    }

    /// <summary>A parameter of two blocks, one below the other, whose border falls into a piece.</summary>
    private static Parameter Create(Matrix numbers)
    {
        ParameterSet parameters = new();
        Parameter parameter = parameters.Root.Matrix("weight", Rows, Columns);
        parameter.Rows(0, 10);
        parameter.Rows(10, 13);
        numbers.CopyTo(parameter.Value);
        parameter.MarkChanged();
        return parameter;
    }
}
