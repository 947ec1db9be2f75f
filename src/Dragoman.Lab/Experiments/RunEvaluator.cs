using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Lab.Evaluation;
using Dragoman.Metrics;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Training;
using Dragoman.Visualization;

namespace Dragoman.Lab.Experiments;

/// <summary>Measures a trained run.</summary>
/// <param name="run">The run.</param>
/// <param name="folder">Where its model is, and where pictures go.</param>
/// <param name="settings">What to measure.</param>
internal sealed class RunEvaluator(ExperimentRun run, RunFolder folder, EvaluationSettings settings)
{
    private const int ChunkSize = 500; // sentences translated for each thread before the observer hears of them

    private readonly SegmentMetric[] _metrics = [.. settings.Metrics.Select(kind => kind.Create(settings.Tokenization))];

    /// <summary>Reads the test set, and checks before anything is trained that it can be scored.</summary>
    /// <param name="corpora">The pairs to test on.</param>
    /// <exception cref="Data.CorpusFormatException">The corpus is missing or damaged, or not for these metrics or alignments.</exception>
    internal TestSet Prepare(ExperimentCorpora corpora)
    {
        TestSet test = TestSet.Read(corpora.Test, run.Options.Data, settings.GroupReferences, settings.RawReferences);
        test.ThrowIfUnfit(_metrics);
        if (run.Options.Model.Attention.Score != AttentionScore.None)
        {
            corpora.Alignments?.ThrowIfUnfit(run.Options.Data);
        }

        return test;
    }

    /// <summary>Translates the test set, scores translations and alignments, and draws the heat maps.</summary>
    /// <param name="test">The test set from <see cref="Prepare"/>.</param>
    /// <param name="corpora">The pairs to test on.</param>
    /// <param name="peakMegabytes">Peak memory of training; null if it is not known.</param>
    /// <param name="observer">Is told of parts that are translated; null if nobody is.</param>
    /// <param name="cancellationToken">Stops the translation.</param>
    /// <exception cref="Data.CorpusFormatException">The corpus is missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal RunResult Evaluate(TestSet test, ExperimentCorpora corpora, double? peakMegabytes, IExperimentObserver? observer, CancellationToken cancellationToken)
    {
        using Translator translator = Translator.Load(folder.Model.Path);
        SearchOptions search = settings.SearchOf(run.Options.Decoding);
        (string Text, ReadingCounts Read)[] translations = Translate(translator, test.Sources, search, observer, cancellationToken);
        LossResult measured = translator.Loss(corpora.Test, cancellationToken);
        (SegmentMetric Metric, SegmentStatistics Counts)[] counted = Count(translations, test);
        return new RunResult(
            run.System,
            run.Seed,
            DescribeTraining(translator, peakMegabytes),
            measured.Loss is { } loss ? Finite(loss) : null,
            test.Sources.Count,
            ScoresOf(counted),
            settings.LengthLimits is { } limits ? LengthGroups.Score(limits, test, counted[0].Metric, counted[0].Counts) : [],
            [.. DrawHeatMaps(translator, search, cancellationToken)],
            settings,
            run.Options.Decoding,
            translator.Options.Model.Attention.Score == AttentionScore.None
                ? null
                : corpora.Alignments?.Score(translator, cancellationToken: cancellationToken).Score,
            [.. settings.Examples?.Select(sentence => translator.Translate(sentence, search, cancellationToken).Text) ?? []],
            translations.Aggregate(ReadingCounts.None, (sum, translation) => sum.Add(translation.Read)).WithPairs(measured));
    }

    /// <summary>Translates and scores the test set with the models of several seeds together.</summary>
    /// <param name="folders">The model folders.</param>
    /// <param name="seeds">The seed of each.</param>
    /// <param name="test">The test set from <see cref="Prepare"/>.</param>
    /// <param name="corpora">The pairs to test on.</param>
    /// <param name="observer">Is told of parts that are translated, as of the first seed's run; null if nobody is.</param>
    /// <param name="cancellationToken">Stops the translation.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal EnsembleResult EvaluateEnsemble(
        IReadOnlyList<string> folders, IReadOnlyList<ulong> seeds, TestSet test, ExperimentCorpora corpora, IExperimentObserver? observer, CancellationToken cancellationToken)
    {
        using var ensemble = Translator.LoadEnsemble(folders);
        SearchOptions search = settings.SearchOf(run.Options.Decoding);
        (string Text, ReadingCounts Read)[] translations = Translate(ensemble, test.Sources, search, observer, cancellationToken);
        double? loss = ensemble.Loss(corpora.Test, cancellationToken).Loss;
        return new EnsembleResult(
            run.System, seeds, ensemble.ParameterCount, loss is { } value ? Finite(value) : null, ScoresOf(Count(translations, test)), settings, run.Options.Decoding);
    }

    private (SegmentMetric Metric, SegmentStatistics Counts)[] Count((string Text, ReadingCounts Read)[] translations, TestSet test)
    {
        string[] hypotheses = [.. translations.Select(translation => translation.Text)];
        return [.. _metrics.Select(metric => (metric, metric.Count(hypotheses, test.References)))];
    }

    private RunScore[] ScoresOf((SegmentMetric Metric, SegmentStatistics Counts)[] counted) =>
    [
        .. settings.Metrics.Zip(
            counted.Select(entry => entry.Metric.ScoreTotals(entry.Counts.Sum(), entry.Counts.References)),
            (kind, result) => new RunScore(kind, result.Score, result.Signature)),
    ];

    private (string Text, ReadingCounts Read)[] Translate(
        Translator translator, IReadOnlyList<string> sentences, SearchOptions search, IExperimentObserver? observer, CancellationToken cancellationToken)
    {
        translator.Threads = run.Options.Training.ThreadCount;
        List<(string, ReadingCounts)> translated = [];
        foreach (string[] chunk in sentences.Chunk(ChunkSize * translator.Threads))
        {
            translated.AddRange(translator.TranslateBatch(chunk, search, cancellationToken).Select(translation => (translation.Text, ReadingCounts.Of(translation, translator))));
            observer?.OnTranslated(run, translated.Count);
        }

        return [.. translated];
    }

    private TrainingResult DescribeTraining(Translator translator, double? peakMegabytes)
    {
        TrainingPosition position = folder.Model.ReadPosition();
        return new TrainingResult(
            translator.ParameterCount,
            translator.Source.Vocabulary.Count,
            translator.Target.Vocabulary.Count,
            translator.Options.Training.ThreadCount,
            position.Update,
            position.Tokens,
            position.Seconds,
            peakMegabytes,
            Finite(position.BestLoss),
            [
                .. MetricsLog.Read(folder.Model.MetricsPath)
                    .Where(validation => double.IsFinite(validation.Loss)) // Without validation there is none.
                    .Select(validation => new CurvePoint(validation.Update, validation.Loss)),
            ]);
    }

    /// <summary>JSON knows neither NaN nor infinity.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private IEnumerable<string> DrawHeatMaps(Translator translator, SearchOptions search, CancellationToken cancellationToken)
    {
        int number = 0;
        foreach (string sentence in settings.HeatMaps ?? [])
        {
            Translation translation = translator.Translate(sentence, search, cancellationToken);
            if (translation.Attention is { } map)
            {
                string name = RunFolder.HeatMapName(++number);
                AtomicFile.WriteText(folder.File(name), AttentionSvg.Render(map, $"{sentence} → {translation.Text}"));
                yield return $"{folder.RelativePath}/{name}";
            }
        }
    }
}
