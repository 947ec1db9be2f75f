using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class RowProductsTests
{
    [Fact]
    public void Dots_AnyWidthAndCount_EqualDoubleSums()
    {
        for (int columns = 1; columns <= 257; columns++)
        {
            int count = columns % 9;
            float[] vector = Samples.Values(columns, columns);
            float[] rows = Samples.Values(columns * count, columns + 1000);
            float[] products = new float[count];
            RowProducts.Dots(vector, rows, products);
            for (int row = 0; row < count; row++)
            {
                (double expected, double magnitude) = (0, 0);
                for (int i = 0; i < columns; i++)
                {
                    double product = (double)vector[i] * rows[(row * columns) + i];
                    (expected, magnitude) = (expected + product, magnitude + Math.Abs(product));
                }

                Assert.Equal(expected, products[row], (columns + 16) * 1.2e-7 * magnitude);
            }
        }
    }

    [Fact]
    public void Dots_OtherNumberOfElements_Throws() =>
        Assert.Throws<ShapeException>(() => RowProducts.Dots(new float[3], new float[5], new float[2]));

    [Fact]
    public void InstructionSets_InAChildProcess_AreAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);
}
