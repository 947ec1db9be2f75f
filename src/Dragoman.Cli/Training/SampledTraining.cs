using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Shows a training, and at each validation translates some fixed sentences with the best model so far, for the dashboard.</summary>
/// <remarks>A line of <c>samples.jsonl</c> is <c>{"update":…,"samples":[{"source":…,"translation":…,"attention":{"source":[…],"target":[…],"weights":[[…]]}}]}</c>.</remarks>
/// <param name="shown">Shows it to the user.</param>
/// <param name="folder">The model folder.</param>
/// <param name="sentences">What is translated.</param>
internal sealed class SampledTraining(ITrainingDisplay shown, string folder, IReadOnlyList<string> sentences) : ITrainingDisplay
{
    private const int SentenceCount = 6;

    private readonly string _path = new ModelFolder(folder).SamplesPath;
    private bool _hasFailed;

    /// <summary>Some sentences of a corpus.</summary>
    /// <param name="corpus">The corpus.</param>
    internal static IReadOnlyList<string> Choose(ICorpus corpus) => [.. corpus.Read().Take(SentenceCount).Select(pair => pair.Source)];

    /// <inheritdoc/>
    public TrainingSummary Show(Func<TrainingSummary> train) => shown.Show(train);

    /// <inheritdoc/>
    public void OnEmbeddings(EmbeddingCoverage coverage) => shown.OnEmbeddings(coverage);

    /// <inheritdoc/>
    public void OnStart(TrainingStart start)
    {
        if (start.ResumedAt == 0)
        {
            File.Delete(_path); // Of a model that was there before.
        }

        shown.OnStart(start);
    }

    /// <inheritdoc/>
    public void OnUpdate(TrainingProgress progress) => shown.OnUpdate(progress);

    /// <inheritdoc/>
    public void OnValidation(ValidationResult validation)
    {
        shown.OnValidation(validation);
        if (_hasFailed)
        {
            return;
        }

        try
        {
            using var translator = Translator.Load(folder);
            using var log = LineLog.Open(_path);
            log.Append(SampleLine.ToJson(validation.Update, translator.TranslateBatch(sentences, SearchOptions.Greedy)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VocabularyException or ConfigurationException or NotFiniteNumberException)
        {
            _hasFailed = true;
            shown.OnWarning($"The dashboard will show no more samples, for they cannot be written: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void OnWarning(string warning) => shown.OnWarning(warning);

    /// <inheritdoc/>
    public void OnStopping() => shown.OnStopping();

    /// <inheritdoc/>
    public void OnEnd(TrainingSummary summary, TrainingAdvice advice) => shown.OnEnd(summary, advice);
}
