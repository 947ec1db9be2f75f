using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class LayerNormTests
{
    [Fact]
    public void Forward_AnyWidth_MatchesPlainLoops()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            Matrix x = Samples.Draw(3, columns, columns, gap: 2);
            float[] gain = Samples.Values(columns, 1);
            float[] bias = Samples.Values(columns, 2);
            Matrix y = Apply(x, gain, bias);

            double[] expected = new double[3 * columns];
            for (int row = 0; row < 3; row++)
            {
                double[] values = Samples.ToDoubles(x.RowRange(row, 1));
                double mean = values.Average();
                double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 1e-5);
                for (int column = 0; column < columns; column++)
                {
                    expected[(row * columns) + column] = (gain[column] * (values[column] - mean) / deviation) + bias[column];
                }
            }

            Samples.AssertClose(expected, y, 1e-5);
        }
    }

    [Fact]
    public void Forward_EqualElements_GivesTheBias()
    {
        Matrix x = Matrix.Allocate(2, 5);
        x.Fill(7f);
        float[] bias = Samples.Values(5, 1);
        Matrix y = Apply(x, Samples.Values(5, 2), bias);
        Assert.Equal(bias, y.Row(1).ToArray());
    }

    [Fact]
    public void Forward_ScaledAndShiftedRow_IsTheSame()
    {
        Matrix x = Samples.Draw(1, 64, 3);
        Matrix moved = Matrix.Allocate(1, 64);
        for (int column = 0; column < 64; column++)
        {
            moved[0, column] = (8f * x[0, column]) + 5f;
        }

        float[] gain = [.. Enumerable.Repeat(1f, 64)];
        Samples.AssertClose(Samples.ToDoubles(Apply(x, gain, new float[64])), Apply(moved, gain, new float[64]), 1e-4);
    }

    [Fact]
    public void Forward_OtherWidth_Throws()
    {
        Matrix x = Matrix.Allocate(2, 5);
        Assert.Throws<ShapeException>(() => Apply(x, new float[4], new float[5]));
        Assert.Throws<ShapeException>(() => Apply(x, new float[5], new float[6]));
    }

    private static Matrix Apply(Matrix x, float[] gain, float[] bias)
    {
        Matrix y = Matrix.Allocate(x.Rows, x.Columns);
        LayerNorm.Forward(x, gain, bias, Matrix.Allocate(x.Rows, x.Columns), new float[x.Rows], y);
        return y;
    }
}
