namespace Dragoman.Distributed;

/// <summary>Adds up gradients that travel in 16 bits; what rounding takes from a number is added to it at the next update.</summary>
/// <remarks>Seide et al. 2014, <i>1-bit stochastic gradient descent and its application to data-parallel distributed training of speech DNNs</i>: error feedback.</remarks>
/// <param name="ranks">The ranks.</param>
/// <param name="lengths">Numbers of each piece, shares filled up.</param>
internal sealed class RoundedReduction(RankGroup ranks, IReadOnlyList<int> lengths) : IGradientReduction
{
    private readonly float[][] _residuals = [.. lengths.Select(length => new float[length])]; // of the gradients of this rank
    private readonly float[][] _sumResiduals = [.. lengths.Select(length => new float[length / ranks.Count])]; // of the sums that it makes
    private readonly ushort[] _sent = GC.AllocateArray<ushort>(lengths.DefaultIfEmpty().Max(), pinned: true);
    private readonly ushort[] _received = GC.AllocateArray<ushort>(lengths.DefaultIfEmpty().Max(), pinned: true);
    private readonly float[] _sum = new float[lengths.DefaultIfEmpty().Max() / ranks.Count];

    /// <inheritdoc/>
    public void Sum(int piece, Span<float> numbers)
    {
        int share = numbers.Length / ranks.Count;
        Span<ushort> sent = _sent.AsSpan(0, numbers.Length);
        Span<ushort> received = _received.AsSpan(0, numbers.Length);
        Span<float> sum = _sum.AsSpan(0, share);
        UpperHalves.Round(numbers, _residuals[piece], sent);
        ranks.AllToAll<ushort>(sent, received);
        sum.Clear();
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            UpperHalves.AddTo(received.Slice(rank * share, share), sum);
        }

        UpperHalves.Round(sum, _sumResiduals[piece], sent[..share]);
        ranks.AllGather<ushort>(sent[..share], received);
        numbers.Clear();
        UpperHalves.AddTo(received, numbers);
    }

    /// <inheritdoc/>
    public void ForgetResiduals()
    {
        foreach (float[] residuals in _residuals.Concat(_sumResiduals))
        {
            Array.Clear(residuals);
        }
    }
}
