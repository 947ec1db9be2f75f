namespace Dragoman.Numerics.Tests.Kernels;

/// <summary>Random matrices, their copies in double precision, and comparisons, for kernels that are checked against plain scalar loops.</summary>
internal static class Matrices
{
    /// <summary>Hidden sizes around every vector width.</summary>
    public static TheoryData<int> HiddenSizes => [1, 3, 15, 16, 17, 31, 33, 64, 100];

    /// <summary>A random matrix that views the middle columns of a wider one, so that the row distance matters.</summary>
    internal static Matrix Uniform(System.Random random, int rows, int columns, float range = 2f)
    {
        Matrix wide = Matrix.Allocate(rows, columns + 5);
        foreach (ref float value in wide.Span)
        {
            value = ((2f * random.NextSingle()) - 1f) * range;
        }

        return wide.ColumnRange(3, columns);
    }

    /// <summary>A matrix filled with NaN, to see that a kernel overwrites all of it and reads none of it.</summary>
    internal static Matrix Garbage(int rows, int columns)
    {
        Matrix matrix = Matrix.Allocate(rows, columns);
        matrix.Fill(float.NaN);
        return matrix;
    }

    internal static Matrix Copy(Matrix source)
    {
        Matrix copy = Matrix.Allocate(source.Rows, source.Columns);
        source.CopyTo(copy);
        return copy;
    }

    internal static double[,] ToDouble(Matrix matrix)
    {
        double[,] values = new double[matrix.Rows, matrix.Columns];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                values[row, column] = matrix[row, column];
            }
        }

        return values;
    }

    internal static double Sigmoid(double x) => 1.0 / (1.0 + Math.Exp(-x));

    /// <summary>Σ a ⊙ b, a scalar loss whose gradient with respect to b is a.</summary>
    internal static double Inner(double[,] a, double[,] b)
    {
        double sum = 0;
        for (int row = 0; row < a.GetLength(0); row++)
        {
            for (int column = 0; column < a.GetLength(1); column++)
            {
                sum += a[row, column] * b[row, column];
            }
        }

        return sum;
    }

    /// <summary>Central differences of a loss with respect to each element of a matrix that it reads.</summary>
    internal static double[,] NumericGradient(double[,] input, Func<double> loss)
    {
        const double Step = 1e-5;
        double[,] gradient = new double[input.GetLength(0), input.GetLength(1)];
        for (int row = 0; row < input.GetLength(0); row++)
        {
            for (int column = 0; column < input.GetLength(1); column++)
            {
                double value = input[row, column];
                input[row, column] = value + Step;
                double above = loss();
                input[row, column] = value - Step;
                double below = loss();
                input[row, column] = value;
                gradient[row, column] = (above - below) / (2 * Step);
            }
        }

        return gradient;
    }

    /// <summary>Compares every element; <paramref name="before"/> is what the matrix held before a kernel accumulated into it.</summary>
    internal static void AssertClose(double[,] expected, Matrix actual, double tolerance, Matrix before = default)
    {
        Assert.Equal(expected.GetLength(0), actual.Rows);
        Assert.Equal(expected.GetLength(1), actual.Columns);
        for (int row = 0; row < actual.Rows; row++)
        {
            for (int column = 0; column < actual.Columns; column++)
            {
                double want = expected[row, column] + (before.IsEmpty ? 0 : before[row, column]);
                double allowed = tolerance * Math.Max(1, Math.Abs(want));
                if (!(Math.Abs(want - actual[row, column]) <= allowed))
                {
                    Assert.Fail($"[{row}, {column}]: expected {want}, got {actual[row, column]}.");
                }
            }
        }
    }
}
