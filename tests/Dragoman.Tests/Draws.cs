using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Tests;

/// <summary>Numbers from −1 to 1 that look random, the same on every run.</summary>
internal static class Draws
{
    internal static Matrix Of(int rows, int columns, int seed)
    {
        Matrix matrix = Matrix.Allocate(rows, columns);
        Fill(matrix, new Random(seed), range: 1f);
        return matrix;
    }

    internal static void Fill(IEnumerable<Parameter> parameters, int seed, float range = 1f)
    {
        Random random = new(seed);
        foreach (Parameter parameter in parameters)
        {
            Fill(parameter.Value, random, range);
            parameter.MarkChanged();
        }
    }

    private static void Fill(Matrix matrix, Random random, float range)
    {
        foreach (ref float value in matrix.Span)
        {
            value = ((2f * random.NextSingle()) - 1f) * range;
        }
    }
}
