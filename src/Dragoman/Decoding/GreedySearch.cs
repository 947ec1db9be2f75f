using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>Takes the most probable token at every step.</summary>
internal sealed class GreedySearch : ISearch
{
    private readonly SearchOptions _options;

    /// <summary>Makes a greedy search.</summary>
    /// <param name="options">Lengths and the unknown-word rule; the beam is ignored.</param>
    public GreedySearch(SearchOptions options)
    {
        _options = options;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        IReadOnlyList<Seq2SeqModel> models, Tape tape, SourceBatch source, SearchGuide? guide = null, CancellationToken cancellationToken = default)
    {
        Hypothesis[] found = TokenByToken.Extend(
            models, tape, source, _options, copies: 1, static (_, logits) => MostProbable(logits), guide, cancellationToken);
        return [.. found.Select(hypothesis => (IReadOnlyList<Hypothesis>)[hypothesis])];
    }

    /// <summary>The token with the highest score, the first of equals.</summary>
    private static int MostProbable(ReadOnlySpan<float> logits)
    {
        Span<int> token = stackalloc int[1];
        Span<float> value = stackalloc float[1];
        TopK.Select(logits, token, value);
        return token[0];
    }
}
