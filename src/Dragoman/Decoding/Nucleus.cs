using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>The smallest set of most probable tokens that together have at least a given probability.</summary>
/// <remarks>Holtzman et al. 2020, arXiv:1904.09751.</remarks>
internal sealed class Nucleus
{
    private const int FirstWidth = 32;

    private int[] _tokens = [];
    private float[] _weights = [];

    /// <summary>Sets the weights of all tokens outside the set to 0; of equal ones the first is taken before the others.</summary>
    /// <param name="weights">In proportion to the probabilities of some tokens, in any order, not negative.</param>
    /// <param name="share">Probability that the set has at least, as a share of that of the tokens, above 0.</param>
    internal void Cut(Span<float> weights, float share)
    {
        double wanted = share * Sum(weights);
        int kept = 0;
        for (int width = FirstWidth; kept == 0; width *= 4)
        {
            width = Math.Min(width, weights.Length);
            Grow(width);
            TopK.Select(weights, _tokens.AsSpan(0, width), _weights.AsSpan(0, width));
            double sum = 0;
            for (int i = 0; i < width && kept == 0; i++)
            {
                sum += _weights[i];
                kept = sum >= wanted || i == weights.Length - 1 ? i + 1 : 0;
            }
        }

        weights.Clear();
        for (int i = 0; i < kept; i++)
        {
            weights[_tokens[i]] = _weights[i];
        }
    }

    /// <summary>The sum of weights.</summary>
    /// <param name="weights">The weights.</param>
    internal static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        return sum;
    }

    private void Grow(int width)
    {
        if (_tokens.Length < width)
        {
            (_tokens, _weights) = (new int[width], new float[width]);
        }
    }
}
