namespace Dragoman.Numerics.Random;

/// <summary>Starting values of parameters.</summary>
internal static class Initializer
{
    /// <summary>Draws every element evenly between two bounds.</summary>
    /// <param name="matrix">[rows, columns] Overwritten.</param>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound, at least <paramref name="low"/>.</param>
    /// <param name="random">Advanced by one word per element.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is below <paramref name="low"/>.</exception>
    public static void Uniform(Matrix matrix, float low, float high, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        float width = high - low;
        for (int row = 0; row < matrix.Rows; row++)
        {
            foreach (ref float value in matrix.Row(row))
            {
                value = low + (width * random.NextFloat());
            }
        }
    }

    /// <summary>Draws every element from a normal distribution.</summary>
    /// <param name="matrix">[rows, columns] Overwritten.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="standardDeviation">Standard deviation, at least 0.</param>
    /// <param name="random">Advanced by four words for two elements of a row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="standardDeviation"/> is negative.</exception>
    public static void Normal(Matrix matrix, float mean, float standardDeviation, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<float> values = matrix.Row(row);
            for (int column = 0; column < values.Length; column += 2)
            {
                (double first, double second) = random.NextGaussianPair();
                values[column] = (float)(mean + (standardDeviation * first));
                if (column + 1 < values.Length)
                {
                    values[column + 1] = (float)(mean + (standardDeviation * second));
                }
            }
        }
    }

    /// <summary>Draws every element evenly from ±√(6 / (fanIn + fanOut)).</summary>
    /// <param name="matrix">[rows, columns] Overwritten.</param>
    /// <param name="fanIn">Inputs of the map, at least 1.</param>
    /// <param name="fanOut">Outputs of the map, at least 1.</param>
    /// <param name="random">Advanced by one word per element.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is below 1.</exception>
    /// <remarks>Glorot and Bengio 2010, equation 16: activations and gradients keep about the same variance from layer to layer.</remarks>
    public static void XavierUniform(Matrix matrix, int fanIn, int fanOut, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        float bound = (float)Math.Sqrt(6.0 / ((double)fanIn + fanOut));
        Uniform(matrix, -bound, bound, random);
    }

    /// <summary>Makes a random orthogonal matrix: orthonormal rows, or columns where there are more rows than columns.</summary>
    /// <param name="matrix">[rows, columns] Overwritten.</param>
    /// <param name="random">Advanced by four words for two elements.</param>
    /// <remarks>
    /// Saxe et al. 2013 (arXiv:1312.6120): a product of orthogonal matrices neither grows nor shrinks what passes through it.
    /// Gaussian rows, made orthonormal in double precision by the modified Gram-Schmidt method, are evenly distributed.
    /// Allocates; meant for the start of a training run.
    /// </remarks>
    public static void Orthogonal(Matrix matrix, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        bool tall = matrix.Rows > matrix.Columns;
        int count = Math.Min(matrix.Rows, matrix.Columns);
        int length = Math.Max(matrix.Rows, matrix.Columns);
        double[][] basis = OrthonormalBasis.Draw(count, length, random);
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<float> values = matrix.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = (float)(tall ? basis[column][row] : basis[row][column]);
            }
        }
    }
}
