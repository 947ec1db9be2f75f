using Dragoman.Models;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Decoding;

/// <summary>Finds translations of a batch of sentences.</summary>
internal interface ISearch
{
    /// <summary>Searches.</summary>
    /// <param name="models">The model, or those of an ensemble.</param>
    /// <param name="tape">A tape that only computes forward; it is reset first.</param>
    /// <param name="source">The source sentences.</param>
    /// <param name="guide">What steers and records the search; null for nothing.</param>
    /// <param name="cancellationToken">Stops the search between two steps.</param>
    /// <returns>For each sentence its best hypotheses, the best first.</returns>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        IReadOnlyList<Seq2SeqModel> models, Tape tape, SourceBatch source, SearchGuide? guide = null, CancellationToken cancellationToken = default);
}
