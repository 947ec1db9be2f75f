using Dragoman.Distributed;
using Dragoman.Optimization;
using Dragoman.Storage;

namespace Dragoman.Training;

/// <summary>What a run leaves in the model folder: checkpoints and metrics. Of several ranks the first writes, and all come here after the same update.</summary>
internal sealed class TrainingRecorder : IDisposable
{
    private readonly RankGroup _ranks;
    private readonly ModelFolder _folder;
    private readonly IReadOnlyDictionary<string, string> _trainedWith;
    private readonly MetricsLog? _metrics;

    private TrainingRecorder(RankGroup ranks, ModelFolder folder, IReadOnlyDictionary<string, string> trainedWith, MetricsLog? metrics)
    {
        (_ranks, _folder, _trainedWith, _metrics) = (ranks, folder, trainedWith, metrics);
    }

    /// <summary>What is wrong with the metrics that were there, in sentences.</summary>
    internal IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Opens the folder's metrics.</summary>
    /// <param name="ranks">The processes that train together.</param>
    /// <param name="folder">The folder, which holds the run's first checkpoint.</param>
    /// <param name="trainedWith">What the weights are trained with.</param>
    /// <param name="position">How far the run has come.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="RankFailedException">That is so on the first rank.</exception>
    internal static TrainingRecorder Open(
        RankGroup ranks, ModelFolder folder, IReadOnlyDictionary<string, string> trainedWith, TrainingPosition position) => ranks.Together(() =>
    {
        MetricsLog? metrics = ranks.IsFirst ? MetricsLog.Open(folder.MetricsPath, position.MetricsLength) : null;
        return new TrainingRecorder(ranks, folder, trainedWith, metrics)
        {
            Notes = metrics is null ? [] : [.. CorpusNotes.OfLog(folder.MetricsPath, metrics.Length, position.MetricsLength)],
        };
    });

    /// <summary>Notes a validation.</summary>
    /// <param name="result">Its result.</param>
    /// <returns>Bytes of the metrics that belong to the run.</returns>
    internal long Note(ValidationResult result)
    {
        _metrics?.Append(result);
        return _metrics?.Length ?? 0;
    }

    /// <summary>Writes a checkpoint, of weights that are the same on all ranks.</summary>
    /// <param name="step">Holds the model and the optimizer.</param>
    /// <param name="position">How far the run has come.</param>
    /// <param name="isBest">Whether the weights become the model's.</param>
    internal void WriteCheckpoint(TrainingStep step, TrainingPosition position, bool isBest)
    {
        step.ForgetResiduals();
        RankAgreement.CheckWeights(_ranks, step.Model.Parameters);
        if (_ranks.IsFirst)
        {
            _folder.WriteCheckpoint(step.Model, step.Optimizer, position, isBest ? _trainedWith : null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _metrics?.Dispose();
}
