using Dragoman.Numerics.Random;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Random;

public sealed class InitializerTests
{
    [Fact]
    public void Uniform_StridedView_FillsItsElementsOnly()
    {
        Matrix matrix = Samples.Draw(50, 41, 1, gap: 6);
        Matrix contiguous = Matrix.Allocate(50, 41);

        Initializer.Uniform(matrix, -0.25f, 0.5f, new RandomStream(9));
        Initializer.Uniform(contiguous, -0.25f, 0.5f, new RandomStream(9));

        double[] values = Samples.ToDoubles(matrix);
        Assert.All(values, value => Assert.InRange(value, -0.25, 0.5));
        Assert.InRange(values.Average(), 0.1, 0.15);
        Assert.Equal(Samples.ToDoubles(contiguous), values);
    }

    [Theory]
    [InlineData(101)]
    [InlineData(100)]
    public void Normal_ManyElements_HaveMeanAndDeviation(int columns)
    {
        Matrix matrix = Matrix.Allocate(200, columns);

        Initializer.Normal(matrix, 2f, 0.5f, new RandomStream(10));

        double[] values = Samples.ToDoubles(matrix);
        double mean = values.Average();
        Assert.InRange(mean, 1.98, 2.02);
        Assert.InRange(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.49, 0.51);
    }

    [Fact]
    public void XavierUniform_Fans_SetTheBound()
    {
        Matrix matrix = Matrix.Allocate(100, 50);

        Initializer.XavierUniform(matrix, 50, 100, new RandomStream(11));

        double largest = Samples.ToDoubles(matrix).Max(Math.Abs);
        Assert.InRange(largest, 0.195, 0.2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(64, 64)]
    [InlineData(5, 33)]
    [InlineData(33, 5)]
    public void Orthogonal_AnyShape_HasOrthonormalShorterSide(int rows, int columns)
    {
        Matrix matrix = Samples.Draw(rows, columns, 1, gap: 3);

        Initializer.Orthogonal(matrix, new RandomStream(12));

        int count = Math.Min(rows, columns);
        for (int first = 0; first < count; first++)
        {
            for (int second = 0; second <= first; second++)
            {
                double product = 0;
                for (int index = 0; index < Math.Max(rows, columns); index++)
                {
                    product += rows > columns
                        ? (double)matrix[index, first] * matrix[index, second]
                        : (double)matrix[first, index] * matrix[second, index];
                }

                Assert.Equal(first == second ? 1.0 : 0.0, product, 1e-6);
            }
        }
    }
}
