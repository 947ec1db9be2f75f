namespace Dragoman.Distributed;

/// <summary>Adds up a piece of the gradients of all ranks, to the same bits on each.</summary>
/// <remarks>
/// Each rank adds up a share of the piece, in the order of the ranks, and sends the sums to all: as many bytes as the best all-reduce takes, and sums that depend on
/// the number of ranks and on nothing else.
/// </remarks>
internal interface IGradientReduction
{
    /// <summary>Replaces the gradients of this rank by the sums.</summary>
    /// <param name="piece">Number of the piece, which is the same at every update.</param>
    /// <param name="numbers">[ranks · share] The gradients, and zeros that fill up the last share.</param>
    void Sum(int piece, Span<float> numbers);

    /// <summary>Forgets what rounding has taken, so that a run which goes on from a checkpoint made now gets the same bits.</summary>
    void ForgetResiduals();
}
