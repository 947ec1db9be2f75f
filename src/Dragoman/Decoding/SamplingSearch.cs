using System.Numerics.Tensors;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Random;

namespace Dragoman.Decoding;

/// <summary>Draws every token at random: token v with probability softmax(logits / temperature)_v, perhaps among the most probable only: top-k of them, and of these the nucleus top-p.</summary>
/// <remarks>
/// Ackley et al. 1985 (temperature); Fan et al. 2018, arXiv:1805.04833 (top-k); Holtzman et al. 2020, arXiv:1904.09751 (top-p). What is drawn depends on the seed and the source sentence alone,
/// not on what else is in the batch.
/// </remarks>
internal sealed class SamplingSearch : ISearch
{
    private readonly SearchOptions _options;

    /// <summary>Makes a sampler.</summary>
    /// <param name="options">Temperature, top-k, top-p, seed, number of samples and lengths; the beam is ignored.</param>
    public SamplingSearch(SearchOptions options)
    {
        _options = options;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        IReadOnlyList<Seq2SeqModel> models, Tape tape, SourceBatch source, SearchGuide? guide = null, CancellationToken cancellationToken = default)
    {
        int copies = _options.BestCount;
        RandomStream[] streams =
        [
            .. from sentence in Enumerable.Range(0, source.Count)
               let name = NameOf(source, sentence)
               from copy in Enumerable.Range(0, copies)
               select new RandomStream(_options.Seed, name + (ulong)copy),
        ];
        Scratch scratch = new(_options.TopK > 0 ? Math.Min(_options.TopK, models[0].TargetVocabularySize) : models[0].TargetVocabularySize);
        Hypothesis[] found = TokenByToken.Extend(
            models, tape, source, _options, copies, (hypothesis, logits) => Draw(logits, streams[hypothesis], scratch), guide, cancellationToken);
        return [.. found.Chunk(copies).Select(own => (IReadOnlyList<Hypothesis>)[.. own.OrderByDescending(hypothesis => hypothesis.Score)])];
    }

    private int Draw(ReadOnlySpan<float> logits, RandomStream random, Scratch scratch)
    {
        Span<float> weights = scratch.Weights; // [width], in proportion to the probabilities
        bool isLimited = weights.Length < logits.Length;
        if (isLimited)
        {
            TopK.Select(logits, scratch.Tokens, weights);
        }
        else
        {
            logits.CopyTo(weights);
        }

        TensorPrimitives.Subtract(weights, TensorPrimitives.Max<float>(weights), weights);
        TensorPrimitives.Divide(weights, _options.Temperature, weights);
        TensorPrimitives.Exp<float>(weights, weights);
        if (_options.TopP < 1f)
        {
            scratch.Nucleus.Cut(weights, _options.TopP);
        }

        double rest = random.NextDouble() * Nucleus.Sum(weights);
        int drawn = -1;
        for (int i = 0; i < weights.Length && rest >= 0; i++)
        {
            if (weights[i] > 0)
            {
                drawn = i;
                rest -= weights[i];
            }
        }

        return drawn < 0 ? throw new NotFiniteNumberException("No token can be drawn: the model's scores are not finite numbers. Its weights are damaged.")
            : isLimited ? scratch.Tokens[drawn]
            : drawn;
    }

    /// <summary>A number that stands for a source sentence, the same in every batch.</summary>
    /// <remarks>Fowler, Noll, Vo 1991 (FNV-1a), over token ids instead of bytes.</remarks>
    private static ulong NameOf(SourceBatch source, int sentence)
    {
        ulong hash = 14695981039346656037;
        int start = source.Sentences.Starts[sentence];
        foreach (int row in source.SentenceOrder.Span.Slice(start, source.Sentences.Lengths[sentence]))
        {
            hash = unchecked((hash ^ (uint)source.Tokens.Span[row]) * 1099511628211);
        }

        return hash;
    }

    /// <summary>Memory for one draw after another.</summary>
    private sealed class Scratch(int width)
    {
        internal float[] Weights { get; } = new float[width];

        internal int[] Tokens { get; } = new int[width];

        internal Nucleus Nucleus { get; } = new();
    }
}
