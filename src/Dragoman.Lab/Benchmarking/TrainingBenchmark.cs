using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Optimization;

namespace Dragoman.Lab.Benchmarking;

/// <summary>Training speed: forward, loss, backward, gradient clip and Adam on random sentences.</summary>
public static class TrainingBenchmark
{
    private const int BatchCount = 8;

    /// <summary>Measures.</summary>
    /// <param name="configuration">Sizes.</param>
    /// <param name="model">Which model.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="seconds">Aimed length of one of the five repetitions.</param>
    /// <param name="batchSize">Pairs in a batch; 0 takes the configuration's.</param>
    public static TrainingMeasurement Run(
        BenchmarkConfiguration configuration, BenchmarkModel model, int threads, double seconds = 1.5, int batchSize = 0)
    {
        int rows = batchSize > 0 ? batchSize : configuration.BatchSize;
        PairBatch[] batches = BenchmarkData.Batches(configuration, BatchCount, rows);
        Seq2SeqModel network = new(configuration.ModelOptions(model), configuration.VocabularySize, configuration.VocabularySize);
        ModelInitializer.Initialize(network, seed: 1);
        using TrainingStep training = new(network, new OptimizerOptions(LearningRate: 0.005f), threads);
        long update = 0;
        void Update() => training.Run(batches[(int)(update % BatchCount)], ++update, 0.005f, default, seed: 1);

        Timing timing = Timing.Measure(Update, BatchCount, seconds);
        double megabytes = PeakMemory.Megabytes(); // Before the yardstick takes memory of its own.
        double tokens = batches.Average(batch => batch.TargetTokenCount);
        double work = batches.Average(batch => WorkCount.Update(configuration, model, batch));
        double peak = GemmPeak.Measure() * threads;
        double gflops = work / timing.Median / 1e6;
        return new TrainingMeasurement(
            model.ToName(),
            configuration.Name,
            threads,
            TargetTokensPerSecond: tokens / timing.Median * 1e3,
            MillisecondsPerUpdate: timing.Median,
            MillisecondsFastest: timing.Fastest,
            MillisecondsSlowest: timing.Slowest,
            Gflops: gflops,
            GemmPeakGflops: peak,
            ShareOfGemmPeak: gflops / peak,
            Parameters: network.Parameters.Count,
            PeakMegabytes: megabytes);
    }
}

/// <summary>Result of a training benchmark.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Configuration">Which sizes.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="TargetTokensPerSecond">Real target tokens trained per second, in the median repetition.</param>
/// <param name="MillisecondsPerUpdate">Time of an update in the median repetition.</param>
/// <param name="MillisecondsFastest">The same in the fastest repetition.</param>
/// <param name="MillisecondsSlowest">The same in the slowest repetition.</param>
/// <param name="Gflops">Billions of useful operations of matrix products per second.</param>
/// <param name="GemmPeakGflops">What the matrix product reaches by itself on large matrices, all threads together.</param>
/// <param name="ShareOfGemmPeak">The former by the latter.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="PeakMegabytes">Peak resident memory of the process, in MiB.</param>
public sealed record TrainingMeasurement(
    string Model,
    string Configuration,
    int Threads,
    double TargetTokensPerSecond,
    double MillisecondsPerUpdate,
    double MillisecondsFastest,
    double MillisecondsSlowest,
    double Gflops,
    double GemmPeakGflops,
    double ShareOfGemmPeak,
    long Parameters,
    double PeakMegabytes);
