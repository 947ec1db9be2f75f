using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Memory in which batches are decoded, one at a time.</summary>
internal sealed class DecodingWorkspace
{
    private readonly Tape _tape = new();
    private readonly SourceBatch _source = new();
    private readonly TargetBatch _target = new();

    /// <summary>Bytes that it holds, used or not.</summary>
    internal long HeldBytes => _tape.Arena.CapacityInBytes;

    /// <summary>Most bytes that a batch has needed since <see cref="ForgetNeed"/>.</summary>
    internal long NeededBytes { get; private set; }

    /// <summary>Begins to measure anew.</summary>
    internal void ForgetNeed() => NeededBytes = 0;

    /// <summary>Searches for translations.</summary>
    /// <param name="models">The model, or those of an ensemble.</param>
    /// <param name="options">How to search.</param>
    /// <param name="sentences">[batch][source_time] The source sentences.</param>
    /// <param name="guide">What steers and records the search; null for nothing.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>For each sentence its best hypotheses, the best first.</returns>
    internal IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        IReadOnlyList<Seq2SeqModel> models, SearchOptions options, IEnumerable<int[]> sentences, SearchGuide? guide = null, CancellationToken cancellationToken = default)
    {
        _source.Load(sentences);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = options.CreateSearch().Search(models, _tape, _source, guide, cancellationToken);
        Measure();
        return found;
    }

    /// <summary>Decodes given translations.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">[batch][source_time] The source sentences.</param>
    /// <param name="targets">[batch][target_time] Their translations with end tokens, by falling length.</param>
    /// <param name="keepWeights">Whether the attention weights are wanted.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>One hypothesis per translation.</returns>
    internal IReadOnlyList<Hypothesis> Force(
        Seq2SeqModel model, IEnumerable<int[]> sources, IEnumerable<int[]> targets, bool keepWeights, CancellationToken cancellationToken)
    {
        _source.Load(sources);
        _target.Load(targets, Vocabulary.BosId);
        IReadOnlyList<Hypothesis> forced = ForcedDecoding.Run(model, _tape, _source, _target, keepWeights, cancellationToken);
        Measure();
        return forced;
    }

    /// <summary>Computes something else of source sentences.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="sentences">[batch][source_time] The source sentences.</param>
    /// <param name="compute">Gets a tape, which it resets, and the sentences; nothing of them may be kept.</param>
    internal T Compute<T>(IEnumerable<int[]> sentences, Func<Tape, SourceBatch, T> compute)
    {
        _source.Load(sentences);
        T result = compute(_tape, _source);
        Measure();
        return result;
    }

    private void Measure() => NeededBytes = Math.Max(NeededBytes, _tape.Arena.PeakInBytes);
}
