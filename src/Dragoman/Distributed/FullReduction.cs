using System.Numerics.Tensors;

namespace Dragoman.Distributed;

/// <summary>Adds up gradients that travel in 32 bits.</summary>
/// <param name="ranks">The ranks.</param>
/// <param name="longest">Most numbers of a piece.</param>
internal sealed class FullReduction(RankGroup ranks, int longest) : IGradientReduction
{
    private readonly float[] _received = GC.AllocateArray<float>(longest, pinned: true);

    /// <inheritdoc/>
    public void Sum(int piece, Span<float> numbers)
    {
        Span<float> received = _received.AsSpan(0, numbers.Length);
        ranks.AllToAll(numbers, received);
        int share = numbers.Length / ranks.Count;
        Span<float> sum = received[..share];
        for (int rank = 1; rank < ranks.Count; rank++)
        {
            TensorPrimitives.Add(sum, received.Slice(rank * share, share), sum);
        }

        ranks.AllGather(sum, numbers);
    }

    /// <inheritdoc/>
    public void ForgetResiduals()
    {
    }
}
