using Dragoman.Configuration;
using Dragoman.Constraints;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Distributed;
using Dragoman.Metrics;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>Scores a model's greedy translations of pairs that it is not trained on; lengths, constraint and other rules of its search hold for them, too.</summary>
internal sealed class TranslationValidator
{
    private const int BatchSize = 64;
    private const char Separator = '\0'; // which no token holds

    private readonly Seq2SeqModel _model;
    private readonly EncodedPairs _pairs;
    private readonly TextModel _target;
    private readonly SegmentMetric _metric;
    private readonly RankGroup _ranks;
    private readonly SearchOptions _search;
    private readonly SearchGuide _guide;
    private readonly IReadOnlyList<string> _references;
    private readonly int[] _byLength;
    private readonly DecodingWorkspace _workspace = new();

    private TranslationValidator(Seq2SeqModel model, ValidationPairs held, TextModel target, SearchOptions search, SearchGuide guide, RankGroup ranks, SegmentMetric metric)
    {
        (_model, _pairs, _references, _target, _ranks, _metric) = (model, held.Pairs, held.References, target, ranks, metric);
        (_search, _guide) = (search, guide);
        _byLength = [.. Enumerable.Range(0, _pairs.Count).OrderByDescending(pair => _pairs.Source(pair).Length)];
    }

    /// <summary>Whether a higher score is better.</summary>
    internal bool HigherIsBetter => _metric.HigherIsBetter;

    /// <summary>Prepares validation; null where nothing is translated for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="held">The pairs; null for none.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Writes target sentences.</param>
    /// <param name="options">What is measured, and the rules of the search.</param>
    /// <param name="ranks">The processes that share the work.</param>
    internal static TranslationValidator? Create(
        Seq2SeqModel model, ValidationPairs? held, TextModel source, TextModel target, TranslatorOptions options, RankGroup ranks)
    {
        if (held is not { Pairs.Count: > 0 } || CreateMetric(options.Training.BestBy) is not { } metric)
        {
            return null;
        }

        SearchOptions greedy = options.Decoding with { Beam = 1, BestCount = 1, Groups = 1, Temperature = 0f, Shortlist = 0 };
        SearchGuide guide = new([]) { Constraint = new TargetConstraints(source, target).Of(greedy.Constraint) };
        return new TranslationValidator(model, held, target, greedy, guide, ranks, metric);
    }

    private static SegmentMetric? CreateMetric(ValidationMeasure measure) => measure switch
    {
        ValidationMeasure.Accuracy => MetricKind.Accuracy.Create(),
        ValidationMeasure.WordErrorRate => MetricKind.WordErrorRate.Create(),
        ValidationMeasure.Bleu => new BleuMetric(new BleuOptions(Tokenization: BleuTokenization.None)),
        ValidationMeasure.ChrF => MetricKind.ChrF.Create(),
        _ => null,
    };

    /// <summary>Translates and scores.</summary>
    /// <returns>The score, in points.</returns>
    internal double Score()
    {
        int[][] batches = [.. TokenBatches.Cut(_byLength, BatchSize, pair => _pairs.Source(pair).Length)];
        string[][] translated = [.. _ranks.AllGather(string.Join(Separator, Share(batches, _ranks.Rank).SelectMany(Translate))).Select(text => text.Split(Separator))];
        string[] hypotheses = new string[_pairs.Count];
        for (int rank = 0; rank < _ranks.Count; rank++)
        {
            foreach ((int index, int pair) in Share(batches, rank).SelectMany(batch => batch).Index())
            {
                hypotheses[pair] = translated[rank][index];
            }
        }

        return _metric.Score(hypotheses, [_references]).Score;
    }

    private IEnumerable<int[]> Share(int[][] batches, int rank) => batches.Where((_, index) => index % _ranks.Count == rank);

    private IEnumerable<string> Translate(int[] batch) =>
        _workspace.Search([_model], _search, batch.Select(pair => _pairs.Source(pair).ToArray()), _guide).Select(found => _target.Decode([.. found[0].Tokens]));
}
