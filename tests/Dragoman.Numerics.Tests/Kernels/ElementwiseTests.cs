using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class ElementwiseTests
{
    public static TheoryData<int> HiddenSizes => Matrices.HiddenSizes;

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void TanhBackward_RandomArguments_MatchesNumericGradient(int columns)
    {
        System.Random random = new(1);
        (Matrix x, Matrix y) = (Matrices.Uniform(random, 3, columns, 4f), Garbage(3, columns));
        (Matrix dy, Matrix dx) = (Matrices.Uniform(random, 3, columns), Matrices.Uniform(random, 3, columns));
        Matrix before = Copy(dx);

        Elementwise.Tanh(x, y);
        Elementwise.TanhBackward(y, dy, dx);

        (double[,] x64, double[,] dy64) = (ToDouble(x), ToDouble(dy));
        double[,] Outputs()
        {
            double[,] outputs = (double[,])x64.Clone();
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    outputs[row, column] = Math.Tanh(outputs[row, column]);
                }
            }

            return outputs;
        }

        AssertClose(Outputs(), y, 4e-7);
        AssertClose(NumericGradient(x64, () => Inner(dy64, Outputs())), dx, 2e-6, before);
    }

    [Fact]
    public void TanhBackward_ShapesDiffer_Throws()
    {
        ShapeException error = Assert.Throws<ShapeException>(
            () => Elementwise.TanhBackward(Matrix.Allocate(2, 3), Matrix.Allocate(2, 3), Matrix.Allocate(3, 2)));

        Assert.Equal("dx: expected [rows=2, columns=3], got [3, 2].", error.Message);
    }

    [Fact]
    public void Tanh_Warm_AllocatesNothing()
    {
        (Matrix x, Matrix y) = (Matrix.Allocate(3, 33), Matrix.Allocate(3, 33));

        Assert.Equal(0, Allocations.Warm(() =>
        {
            Elementwise.Tanh(x, y);
            Elementwise.TanhBackward(y, y, x);
        }));
    }
}
