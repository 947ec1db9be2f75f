using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Metrics;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>Scores a model's greedy translations of pairs that it is not trained on.</summary>
internal sealed class TranslationValidator
{
    private const int BatchSize = 64;

    private readonly Seq2SeqModel _model;
    private readonly EncodedPairs _pairs;
    private readonly TextModel _target;
    private readonly SegmentMetric _metric;
    private readonly string[] _references;
    private readonly int[] _byLength;
    private readonly DecodingWorkspace _workspace = new();

    private TranslationValidator(Seq2SeqModel model, EncodedPairs pairs, TextModel target, SegmentMetric metric)
    {
        (_model, _pairs, _target, _metric) = (model, pairs, target, metric);
        _references = [.. Enumerable.Range(0, pairs.Count).Select(pair => target.Decode(pairs.Target(pair)))];
        _byLength = [.. Enumerable.Range(0, pairs.Count).OrderByDescending(pair => pairs.Source(pair).Length)];
    }

    /// <summary>Whether a higher score is better.</summary>
    internal bool HigherIsBetter => _metric.HigherIsBetter;

    /// <summary>Prepares validation; null where nothing is translated for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="target">Writes target sentences.</param>
    /// <param name="measure">What is measured.</param>
    internal static TranslationValidator? Create(Seq2SeqModel model, EncodedPairs pairs, TextModel target, ValidationMeasure measure) => measure switch
    {
        _ when pairs.Count == 0 => null,
        ValidationMeasure.Accuracy => new(model, pairs, target, MetricKind.Accuracy.Create()),
        ValidationMeasure.WordErrorRate => new(model, pairs, target, MetricKind.WordErrorRate.Create()),
        ValidationMeasure.Bleu => new(model, pairs, target, new BleuMetric(new BleuOptions(Tokenization: BleuTokenization.None))),
        ValidationMeasure.ChrF => new(model, pairs, target, MetricKind.ChrF.Create()),
        _ => null,
    };

    /// <summary>Translates and scores.</summary>
    /// <returns>The score, in points.</returns>
    internal double Score()
    {
        string[] hypotheses = new string[_pairs.Count];
        foreach (int[] batch in TokenBatches.Cut(_byLength, BatchSize, pair => _pairs.Source(pair).Length))
        {
            IReadOnlyList<IReadOnlyList<Hypothesis>> found =
                _workspace.Search([_model], SearchOptions.Greedy, batch.Select(pair => _pairs.Source(pair).ToArray()));
            for (int i = 0; i < batch.Length; i++)
            {
                hypotheses[batch[i]] = _target.Decode([.. found[i][0].Tokens]);
            }
        }

        return _metric.Score(hypotheses, [_references]).Score;
    }
}
