using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Kernels;

/// <summary>Inputs, references and comparisons shared by the kernel tests.</summary>
internal static class Samples
{
    private const float Guard = 12345f;

    /// <summary>Numbers that look random, from −1 to 1, the same on every run.</summary>
    internal static float[] Values(int count, int seed)
    {
        float[] values = new float[count];
        ulong state = (ulong)seed;
        for (int index = 0; index < count; index++)
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            values[index] = ((state >> 40) / 8388608f) - 1f;
        }

        return values;
    }

    /// <summary>A matrix of such numbers; with a gap, its rows lie in a wider matrix filled with a guard value.</summary>
    internal static Matrix Draw(int rows, int columns, int seed, int gap = 0)
    {
        Matrix wide = Matrix.Allocate(rows, columns + gap);
        wide.Fill(Guard);
        Matrix view = wide.ColumnRange(gap / 2, columns);
        float[] values = Values(rows * columns, seed);
        for (int row = 0; row < rows; row++)
        {
            values.AsSpan(row * columns, columns).CopyTo(view.Row(row));
        }

        return view;
    }

    /// <summary>A copy of the elements, row by row.</summary>
    internal static double[] ToDoubles(Matrix matrix)
    {
        double[] values = new double[matrix.Length];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                values[(row * matrix.Columns) + column] = matrix[row, column];
            }
        }

        return values;
    }

    internal static void AssertClose(ReadOnlySpan<double> expected, Matrix actual, double tolerance) =>
        AssertClose(expected, ToDoubles(actual), tolerance);

    internal static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double error = Math.Abs(expected[index] - actual[index]);
            if (!(error <= tolerance * Math.Max(1.0, Math.Abs(expected[index]))))
            {
                Assert.Fail($"Element {index}: expected {expected[index]:R}, got {actual[index]:R}.");
            }
        }
    }

    internal static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        double[] values = new double[actual.Length];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = actual[index];
        }

        AssertClose(expected, values, tolerance);
    }

    /// <summary>The gradient of a function by central differences in double precision.</summary>
    internal static double[] Gradient(Func<double[], double> function, double[] at)
    {
        const double Step = 1e-5;
        double[] gradient = new double[at.Length];
        for (int index = 0; index < at.Length; index++)
        {
            double old = at[index];
            at[index] = old + Step;
            double above = function(at);
            at[index] = old - Step;
            double below = function(at);
            at[index] = old;
            gradient[index] = (above - below) / (2 * Step);
        }

        return gradient;
    }

    internal static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    internal static double[] Add(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double[] sum = new double[left.Length];
        for (int index = 0; index < left.Length; index++)
        {
            sum[index] = left[index] + right[index];
        }

        return sum;
    }

    /// <summary>Fails if a warm call takes managed memory.</summary>
    internal static void AssertAllocatesNothing(Action action) => Assert.Equal(0, Allocations.Warm(action));
}
