using System.Diagnostics;
using Dragoman.Data;
using Dragoman.Distributed;
using Dragoman.Optimization;
using Dragoman.Storage;

namespace Dragoman.Training;

/// <summary>The loop of updates, validations and checkpoints of one call of <see cref="Trainer.Run"/>.</summary>
/// <param name="options">How the model is trained.</param>
/// <param name="step">Makes the updates.</param>
/// <param name="batches">What it is trained on.</param>
/// <param name="validator">Measures the model; without pairs there is nothing to compare by, and the latest weights are the best.</param>
/// <param name="translations">Scores what the model translates; null where models are compared by their loss.</param>
/// <param name="ranks">The processes that train together.</param>
/// <param name="recorder">Where checkpoints and validations go.</param>
/// <param name="observer">Who is told; null for nobody.</param>
internal sealed class TrainingRun(
    TrainingOptions options,
    TrainingStep step,
    BatchSequence batches,
    Validator validator,
    TranslationValidator? translations,
    RankGroup ranks,
    TrainingRecorder recorder,
    ITrainingObserver? observer)
{
    private readonly ThroughputMeter _meter = new();
    private TrainingPosition _position = TrainingPosition.Start;
    private PairBatch? _latest;
    private float _rate;
    private bool _stopIsAgreed; // among several ranks, which must stop after the same update

    /// <summary>Trains.</summary>
    internal TrainingSummary Execute(TrainingPosition start, CancellationToken stoppingToken)
    {
        _position = start;
        TrainingEnd? end;
        while ((end = End()) is null)
        {
            if (ranks.HasOthers ? _stopIsAgreed : stoppingToken.IsCancellationRequested)
            {
                ThrowIfDiverged();
                recorder.WriteCheckpoint(step, _position, isBest: false);
                return Summary(TrainingEnd.Stopped);
            }

            bool epochEnds = Update(stoppingToken);
            bool validates = options.ValidationInterval > 0 ? _position.Update % options.ValidationInterval == 0 : epochEnds;
            if (validates || IsFinished())
            {
                Validate();
            }
        }

        return Summary(end.Value);
    }

    /// <summary>Why training is over; null while it is not. A finished run that is resumed ends at once.</summary>
    private TrainingEnd? End() =>
        options.Patience > 0 && _position.BadValidations >= options.Patience ? TrainingEnd.OutOfPatience
        : IsFinished() ? TrainingEnd.Finished
        : null;

    private bool IsFinished() =>
        _position.Data.Epoch >= options.MaximumEpochs || (options.MaximumUpdates > 0 && _position.Update >= options.MaximumUpdates);

    /// <summary>One update; true when it was the last of its epoch.</summary>
    private bool Update(CancellationToken stoppingToken)
    {
        long began = Stopwatch.GetTimestamp();
        long epoch = _position.Data.Epoch;
        PairBatch batch = batches.Next();
        long number = _position.Update + 1;
        _rate = LearningRate.At(options, number, epoch, _position.RateFactor, Fraction());
        UpdateResult result = step.Run(batch, number, _rate, Objective.At(options, number), options.Seed, stoppingToken.IsCancellationRequested);
        _stopIsAgreed = result.StopIsWanted;
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        _meter.Add(result, seconds);
        _latest = batch;
        _position = _position with
        {
            Update = number,
            Data = batches.Position,
            Tokens = _position.Tokens + result.Tokens,
            Seconds = _position.Seconds + seconds,
            BatchesPerEpoch = batches.BatchesPerEpoch ?? _position.BatchesPerEpoch,
            SinceValidation = _position.SinceValidation.With(result, seconds),
        };
        observer?.OnUpdate(new TrainingProgress(
            epoch + 1, number, Fraction(), _meter.Loss, result.GradientNorm, _rate, _meter.TokensPerSecond));
        return _position.Data.Epoch > epoch;
    }

    private void Validate()
    {
        bool compares = validator.HasPairs;
        (double loss, double? score) = compares ? MeasureSettled() : (double.NaN, null);
        if (!compares)
        {
            ThrowIfDiverged();
        }
        else if (!double.IsFinite(Math.Exp(loss)))
        {
            throw TrainingDivergedException.At(_position.Update, FormattableString.Invariant($"The validation loss became {loss:G4}"));
        }

        bool isBest = !compares || IsBetter(loss, score);
        UpdateSums seen = _position.SinceValidation;
        bool decays = !isBest && options.Schedule == LearningRateSchedule.Plateau;
        _position = _position with
        {
            BestLoss = isBest && compares ? loss : _position.BestLoss,
            BestScore = isBest ? score : _position.BestScore,
            BestUpdate = isBest ? _position.Update : _position.BestUpdate,
            BadValidations = isBest ? 0 : _position.BadValidations + 1,
            RateFactor = decays ? _position.RateFactor * options.DecayFactor : _position.RateFactor,
            SinceValidation = default,
        };
        ValidationResult result = new(
            Epoch: _position.Data.Batch == 0 ? _position.Data.Epoch : _position.Data.Epoch + 1,
            Update: _position.Update,
            TrainingLoss: seen.MeanLoss,
            Loss: loss,
            IsBest: isBest,
            LearningRate: _rate,
            TokensPerSecond: seen.TokensPerSecond,
            Elapsed: TimeSpan.FromSeconds(_position.Seconds))
        { Score = score };
        _position = _position with { MetricsLength = recorder.Note(result) };
        recorder.WriteCheckpoint(step, _position, isBest);
        observer?.OnValidation(result);
    }

    /// <summary>How good the weights are that would be kept.</summary>
    private (double Loss, double? Score) MeasureSettled()
    {
        step.Optimizer.Exchange();
        double loss = validator.Loss();
        double? score = double.IsFinite(loss) ? translations?.Score() : null;
        step.Optimizer.Exchange();
        return (loss, score);
    }

    /// <summary>Better by the score where one is asked for; of equal scores, such as the zeros of the first epochs, the lower loss is better.</summary>
    private bool IsBetter(double loss, double? score) => (score, _position.BestScore) switch
    {
        (null, _) => loss < _position.BestLoss,
        (_, null) => true,
        ({ } now, { } best) when now == best => loss < _position.BestLoss,
        ({ } now, { } best) => translations!.HigherIsBetter ? now > best : now < best,
    };

    /// <summary>A model may give no numbers any more though its weights are numbers: then nothing of it may replace the last checkpoint.</summary>
    private void ThrowIfDiverged()
    {
        if (_latest is { } batch && validator.Probe(batch) is var loss && !double.IsFinite(Math.Exp(loss)))
        {
            throw TrainingDivergedException.At(_position.Update, FormattableString.Invariant($"The loss became {loss:G4}"));
        }
    }

    /// <summary>Share of the planned work that is done.</summary>
    private double? Fraction()
    {
        double? byUpdates = options.MaximumUpdates > 0 ? (double)_position.Update / options.MaximumUpdates : null;
        double? byEpochs = (batches.BatchesPerEpoch ?? _position.BatchesPerEpoch) is { } perEpoch
            ? (_position.Data.Epoch + ((double)_position.Data.Batch / perEpoch)) / options.MaximumEpochs
            : null;
        return byUpdates is { } u && byEpochs is { } e ? Math.Max(u, e) : byUpdates ?? byEpochs;
    }

    private TrainingSummary Summary(TrainingEnd reason) => TrainingSummary.At(_position, reason, options.BestBy) with { Waited = step.Waited };
}
