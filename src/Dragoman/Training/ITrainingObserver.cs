using Dragoman.Data;
using Dragoman.Optimization;
using Dragoman.Storage;

namespace Dragoman.Training;

/// <summary>Is told how training goes, such as to draw a progress bar. Called on the training thread.</summary>
public interface ITrainingObserver
{
    /// <summary>Word vectors have been read, before training begins.</summary>
    /// <param name="coverage">How many words they know.</param>
    void OnEmbeddings(EmbeddingCoverage coverage)
    {
    }

    /// <summary>Training begins.</summary>
    /// <param name="start">What is trained on what.</param>
    void OnStart(TrainingStart start);

    /// <summary>An update has been made.</summary>
    /// <param name="progress">How training goes.</param>
    void OnUpdate(TrainingProgress progress);

    /// <summary>The model has been validated.</summary>
    /// <param name="validation">The result.</param>
    void OnValidation(ValidationResult validation);

    /// <summary>Something has gone wrong that training does not need.</summary>
    /// <param name="warning">What, and what to do about it, in sentences.</param>
    void OnWarning(string warning)
    {
    }
}

/// <summary>What is trained on what.</summary>
/// <param name="TrainingPairs">Pairs trained on; null when a streamed corpus of an earlier version's run is continued.</param>
/// <param name="ValidationPairs">Pairs held out; 0 for none.</param>
/// <param name="SourceVocabulary">Number of source tokens.</param>
/// <param name="TargetVocabulary">Number of target tokens.</param>
/// <param name="Parameters">Number of trainable numbers.</param>
/// <param name="Threads">Threads among which a batch is split, on each rank.</param>
/// <param name="ResumedAt">Updates made by an earlier run that is continued; 0 for a new one.</param>
public sealed record TrainingStart(
    long? TrainingPairs, int ValidationPairs, int SourceVocabulary, int TargetVocabulary, long Parameters, int Threads, long ResumedAt)
{
    /// <summary>What the training corpus holds, and what is cut, left out or unknown; null when a run of an earlier version is continued.</summary>
    public CorpusCounts? Training { get; init; }

    /// <summary>The same of the validation pairs; null for none.</summary>
    public CorpusCounts? Validation { get; init; }

    /// <summary>Processes that train together.</summary>
    public int Ranks { get; init; } = 1;

    /// <summary>What validations are compared by.</summary>
    public ValidationMeasure BestBy { get; init; }

    /// <summary>Whether a run is continued with other validation pairs, so that the search for the lowest validation loss begins anew.</summary>
    public bool ValidationChanged { get; init; }

    /// <summary>What the model will not see or not know, and what to do about it: one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How training goes.</summary>
/// <param name="Epoch">Pass over the corpus, from 1.</param>
/// <param name="Update">Updates made.</param>
/// <param name="Fraction">Share of the planned work that is done, 0 to 1; null when it is not known.</param>
/// <param name="Loss">Mean loss of the latest updates, in nats per target token.</param>
/// <param name="GradientNorm">Norm of the latest gradient before clipping.</param>
/// <param name="LearningRate">Step size of the latest update.</param>
/// <param name="TokensPerSecond">Real target tokens per second of the latest updates.</param>
public readonly record struct TrainingProgress(
    long Epoch, long Update, double? Fraction, double Loss, double GradientNorm, double LearningRate, double TokensPerSecond);

/// <summary>Result of a validation.</summary>
/// <param name="Epoch">Pass over the corpus, from 1.</param>
/// <param name="Update">Updates made.</param>
/// <param name="TrainingLoss">Mean training loss since the last validation, in nats per target token.</param>
/// <param name="Loss">Cross-entropy in nats per target token; NaN without validation pairs.</param>
/// <param name="IsBest">Whether it is the best so far, by the measure of <c>training.bestBy</c>.</param>
/// <param name="LearningRate">Step size of the latest update.</param>
/// <param name="TokensPerSecond">Real target tokens per second since the last validation.</param>
/// <param name="Elapsed">Training time so far.</param>
public readonly record struct ValidationResult(
    long Epoch, long Update, double TrainingLoss, double Loss, bool IsBest, double LearningRate, double TokensPerSecond, TimeSpan Elapsed)
{
    /// <summary>Score of the validation sentences' translations, in points, if weights are compared by one; else null.</summary>
    public double? Score { get; init; }

    /// <summary>exp of the loss: how many tokens the model hesitates between.</summary>
    public double Perplexity => Math.Exp(Loss);
}

/// <summary>How training ended.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Update">Updates made.</param>
/// <param name="BestLoss">Validation loss of the weights that were kept, in nats per token; infinity without validation.</param>
/// <param name="Tokens">Target tokens trained on.</param>
/// <param name="Elapsed">Training time.</param>
public sealed record TrainingSummary(TrainingEnd Reason, long Update, double BestLoss, long Tokens, TimeSpan Elapsed)
{
    /// <summary>What validations were compared by.</summary>
    public ValidationMeasure BestBy { get; init; }

    /// <summary>Score of the weights that were kept, in points; null if validations were compared by loss, or without validation.</summary>
    public double? BestScore { get; init; }

    /// <summary>Of the training time of this run, what this rank has spent waiting for the gradients of others.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The summary of a training that ends.</summary>
    /// <param name="position">How far it has come.</param>
    /// <param name="reason">Why it ends.</param>
    /// <param name="bestBy">What validations were compared by.</param>
    internal static TrainingSummary At(TrainingPosition position, TrainingEnd reason, ValidationMeasure bestBy) =>
        new(reason, position.Update, position.BestLoss, position.Tokens, TimeSpan.FromSeconds(position.Seconds)) { BestBy = bestBy, BestScore = position.BestScore };
}

/// <summary>Why training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs or updates are done.</summary>
    Finished,

    /// <summary>Validation has not improved for as long as patience allows.</summary>
    OutOfPatience,

    /// <summary>It was asked to stop; a checkpoint was written.</summary>
    Stopped,
}
