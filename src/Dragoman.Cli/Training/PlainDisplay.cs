using System.Globalization;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Optimization;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Plain lines for files and pipes: one per validation, and now and then one in between.</summary>
/// <param name="output">Where to write.</param>
/// <param name="options">How the model is trained.</param>
internal sealed class PlainDisplay(TextWriter output, TrainingOptions options) : ITrainingDisplay
{
    private readonly ProgressClock _clock = new(TimeSpan.FromSeconds(10));

    /// <summary>What is trained on what, in short lines.</summary>
    /// <param name="start">The beginning of training.</param>
    internal static IEnumerable<string> Describe(TrainingStart start)
    {
        string pairs = start.TrainingPairs is { } count ? Counted.Of(count, "pair") : "a streamed corpus";
        string held = start.ValidationPairs > 0 ? $"{Figures.Count(start.ValidationPairs)} to validate" : "no validation";
        string threads = start.Ranks == 1
            ? Counted.Of(start.Threads, "thread")
            : $"{Figures.Count(start.Ranks)} processes of {Counted.Of(start.Threads, "thread")} each";
        yield return $"Training on {pairs}, {held}.";
        yield return $"Vocabularies {Figures.Count(start.SourceVocabulary)} → {Figures.Count(start.TargetVocabulary)}; " +
            $"{Figures.Short(start.Parameters)} parameters; {threads}.";
        foreach ((string part, CorpusCounts? counts) in new[] { ("Training", start.Training), ("Validation", start.Validation) })
        {
            if (counts is not null)
            {
                yield return $"{part}: source {Describe(counts.Source)}; target {Describe(counts.Target)}.";
            }
        }

        foreach (string note in start.Notes)
        {
            yield return note;
        }

        if (start.ResumedAt > 0)
        {
            yield return $"Resumed after update {Figures.Count(start.ResumedAt)}.";
        }

        if (start.ValidationChanged)
        {
            yield return "The validation pairs are not those of the earlier run, so the comparison begins anew: the next validation counts as the best and replaces the model.";
        }
    }

    private static string Describe(TokenCounts counts) =>
        $"{Counted.Of(counts.Tokens, "token")} of {Counted.Of(counts.Types, "type")}, {Figures.Share(counts.UnknownShare)} unknown";

    /// <summary>How many words have vectors, in one line.</summary>
    /// <param name="coverage">What was read.</param>
    internal static string Describe(EmbeddingCoverage coverage)
    {
        string found = $"{coverage.File}: vectors for {Figures.Count(coverage.Found)} of {Figures.Count(coverage.Words)} words";
        string more = coverage.Words - coverage.Found > coverage.Missing.Count ? ", …" : "";
        return coverage.Missing.Count == 0 ? $"{found}." : $"{found}; none for {string.Join(", ", coverage.Missing)}{more}";
    }

    /// <inheritdoc/>
    public TrainingSummary Show(Func<TrainingSummary> train) => train();

    /// <inheritdoc/>
    public void OnEmbeddings(EmbeddingCoverage coverage) => WriteLine(Describe(coverage));

    /// <inheritdoc/>
    public void OnStart(TrainingStart start)
    {
        foreach (string line in Describe(start))
        {
            WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void OnUpdate(TrainingProgress progress)
    {
        TimeSpan? remaining = _clock.Remaining(progress);
        if (_clock.IsDue())
        {
            string percent = progress.Fraction is { } share ? share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal) + "  " : "";
            string rest = remaining is { } time ? $"  {Figures.Duration(time)} left" : "";
            WriteLine(
                $"{percent}{Figures.Epoch(progress.Epoch, options)}  update {Figures.Count(progress.Update)}  loss {Figures.Loss(progress.Loss)}  " +
                $"{Figures.Count(progress.TokensPerSecond)} tokens/s{rest}");
        }
    }

    /// <inheritdoc/>
    public void OnValidation(ValidationResult validation)
    {
        bool isValidated = !double.IsNaN(validation.Loss);
        string score = validation.Score is { } points ? "  " + Figures.Score(points, options.BestBy) : "";
        string scores = isValidated
            ? $"  validation {Figures.Loss(validation.Loss)}  perplexity {Figures.Perplexity(validation.Loss)}{score}{(validation.IsBest ? " (best)" : "")}"
            : "";
        WriteLine(
            $"{Figures.Epoch(validation.Epoch, options)} {(isValidated ? "validated" : "done")}  update {Figures.Count(validation.Update)}  loss {Figures.Loss(validation.TrainingLoss)}{scores}  " +
            $"{Figures.Count(validation.TokensPerSecond)} tokens/s  {Figures.Duration(validation.Elapsed)}");
    }

    /// <inheritdoc/>
    public void OnWarning(string warning) => WriteLine(warning);

    /// <inheritdoc/>
    public void OnStopping() => WriteLine("Stopping …");

    /// <inheritdoc/>
    public void OnEnd(TrainingSummary summary, TrainingAdvice advice)
    {
        WriteLine(TrainingAdvice.Describe(summary));
        foreach (string line in advice.NextSteps(summary))
        {
            WriteLine(line);
        }
    }

    private void WriteLine(string line)
    {
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
