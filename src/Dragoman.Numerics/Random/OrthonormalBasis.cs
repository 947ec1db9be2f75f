using System.Numerics.Tensors;

namespace Dragoman.Numerics.Random;

/// <summary>Random directions at right angles to each other.</summary>
internal static class OrthonormalBasis
{
    /// <summary>Draws <paramref name="count"/> orthonormal vectors, evenly distributed.</summary>
    /// <param name="count">Number of vectors, at most <paramref name="length"/>.</param>
    /// <param name="length">Elements of each.</param>
    /// <param name="random">Source of the Gaussian draws.</param>
    /// <returns>[count][length] The vectors.</returns>
    internal static double[][] Draw(int count, int length, RandomStream random)
    {
        double[][] basis = new double[count][];
        for (int index = 0; index < count; index++)
        {
            double[] vector = new double[length];
            double norm = 0;
            // What rounding leaves of the other directions grows as the norm shrinks: a draw almost inside their span is drawn again.
            while (norm < 1e-4)
            {
                DrawGaussian(vector, random);
                RemoveProjections(vector, basis.AsSpan(0, index));
                norm = TensorPrimitives.Norm<double>(vector);
            }

            TensorPrimitives.Divide(vector, norm, vector);
            basis[index] = vector;
        }

        return basis;
    }

    private static void DrawGaussian(Span<double> vector, RandomStream random)
    {
        for (int element = 0; element < vector.Length; element += 2)
        {
            (double first, double second) = random.NextGaussianPair();
            vector[element] = first;
            if (element + 1 < vector.Length)
            {
                vector[element + 1] = second;
            }
        }
    }

    private static void RemoveProjections(Span<double> vector, ReadOnlySpan<double[]> basis)
    {
        foreach (double[] direction in basis)
        {
            double projection = TensorPrimitives.Dot<double>(vector, direction);
            TensorPrimitives.MultiplyAdd(direction, -projection, vector, vector);
        }
    }
}
