using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Takes the most probable token at every step. Sentences that have ended leave the batch.</summary>
public sealed class GreedySearch : ISearch
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
        Seq2SeqModel model, Tape tape, SourceBatch source, CancellationToken cancellation = default)
    {
        int count = source.Count;
        var results = new Hypothesis[count][];
        var running = new List<int>(Enumerable.Range(0, count)); // sentence of each row
        PartialHypothesis[] hypotheses = [.. Enumerable.Repeat(PartialHypothesis.Start, count)];
        StepDecoder decoder = new(model, tape, source, count, _options.AllowUnknown);
        int[] parents = [.. running];
        int[] tokens = new int[count];
        bool[] mayEnd = new bool[count];
        Span<int> best = stackalloc int[1];
        Span<float> value = stackalloc float[1];
        for (int length = 1; running.Count > 0; length++)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = running.Count;
            for (int row = 0; row < rows; row++)
            {
                tokens[row] = hypotheses[running[row]].Token;
                mayEnd[row] = length > _options.MinimumLength;
            }

            decoder.Step(parents.AsSpan(0, rows), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(running), tokens.AsSpan(0, rows), mayEnd.AsSpan(0, rows));
            int kept = 0;
            for (int row = 0; row < rows; row++)
            {
                int sentence = running[row];
                TopK.Select(decoder.Logits.Row(row), best, value);
                double logProbability = hypotheses[sentence].LogProbability + value[0] - decoder.Normalizers[row];
                int sourceLength = source.Sentences.Lengths[sentence];
                float[]? weights = decoder.Weights.IsEmpty ? null : decoder.Weights.Row(row)[..sourceLength].ToArray();
                hypotheses[sentence] = hypotheses[sentence].Extend(best[0], logProbability, weights);
                if (best[0] == Vocabulary.EosId || length >= _options.LengthLimit(sourceLength))
                {
                    results[sentence] = [hypotheses[sentence].Finish(_options)];
                    continue;
                }

                parents[kept] = row;
                running[kept++] = sentence;
            }

            running.RemoveRange(kept, rows - kept);
        }

        return results;
    }
}
