namespace Dragoman.Numerics.Tests.Kernels.Products;

/// <summary>One product with random operands, our result, and the same in double precision.</summary>
internal sealed class ReferenceGemm
{
    private readonly System.Random _random;

    internal ReferenceGemm(int seed) => _random = new System.Random(seed);

    /// <summary>A random matrix; with <paramref name="gap"/> a view of the middle columns of a wider one.</summary>
    internal Matrix Draw(int rows, int columns, int gap = 0)
    {
        Matrix wide = Matrix.Allocate(rows, columns + gap);
        foreach (ref float value in wide.Span)
        {
            value = (_random.NextSingle() * 2) - 1;
        }

        return wide.ColumnRange(gap / 2, columns);
    }

    internal static Matrix Copy(Matrix source)
    {
        Matrix copy = Matrix.Allocate(source.Rows, source.Columns);
        source.CopyTo(copy);
        return copy;
    }

    /// <summary>Asserts C = op(A) · op(B) + addend, each element within the worst error of a sum of that many products.</summary>
    internal static void AssertProduct(Matrix a, bool transposeA, Matrix b, bool transposeB, Matrix? addend, Matrix c)
    {
        double[][] left = Rows(a, transposeA, c.Rows);
        double[][] right = Rows(b, !transposeB, c.Columns);
        for (int row = 0; row < c.Rows; row++)
        {
            for (int column = 0; column < c.Columns; column++)
            {
                double sum = addend is { } start ? start[row, column] : 0;
                double magnitude = Math.Abs(sum);
                for (int k = 0; k < left[row].Length; k++)
                {
                    double product = left[row][k] * right[column][k];
                    sum += product;
                    magnitude += Math.Abs(product);
                }

                // Higham 2002, section 3.1: |error| <= n u / (1 - n u) * sum |a_i b_i|, u = 2^-24; one rounding more for each of
                // the product and the addend.
                double tolerance = (left[row].Length + 2) * 1.01 / (1 << 24) * magnitude;
                double error = Math.Abs(c[row, column] - sum);
                if (!(error <= tolerance))
                {
                    Assert.Fail($"[{row}, {column}] expected {sum}, got {c[row, column]}, error {error} > {tolerance}.");
                }
            }
        }
    }

    /// <summary>The rows, or when <paramref name="transposed"/> the columns, in double precision.</summary>
    private static double[][] Rows(Matrix source, bool transposed, int count)
    {
        double[][] rows = new double[count][];
        for (int row = 0; row < count; row++)
        {
            rows[row] = new double[transposed ? source.Rows : source.Columns];
            for (int k = 0; k < rows[row].Length; k++)
            {
                rows[row][k] = transposed ? source[k, row] : source[row, k];
            }
        }

        return rows;
    }
}
