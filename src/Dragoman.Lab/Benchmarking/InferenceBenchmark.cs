using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Options;

namespace Dragoman.Lab.Benchmarking;

/// <summary>Decoding speed: encoder and search on random sentences, a fixed number of tokens each (the end token is banned).</summary>
public static class InferenceBenchmark
{
    private const int BatchCount = 16;
    private const int OutputLength = 25;
    private const int WarmUpCalls = 3;

    /// <summary>Measures on one thread.</summary>
    /// <param name="configuration">Sizes.</param>
    /// <param name="model">Which model.</param>
    /// <param name="batchSize">Sentences decoded together, at least 1.</param>
    /// <param name="beam">Hypotheses per sentence; 1 is greedy search.</param>
    /// <param name="precision">In how many bits weights are multiplied by.</param>
    /// <param name="seconds">Aimed length of one of the five repetitions.</param>
    /// <param name="shortlist">Target tokens that the translations of a batch are made of, drawn at random for each batch; 0 or the vocabulary for all.</param>
    /// <exception cref="ConfigurationException">The beam is out of range.</exception>
    public static InferenceMeasurement Run(
        BenchmarkConfiguration configuration,
        BenchmarkModel model,
        int batchSize,
        int beam,
        WeightPrecision precision = WeightPrecision.Full,
        double seconds = 1.5,
        int shortlist = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(shortlist);
        SearchOptions options = new(beam, MaximumLength: OutputLength, MinimumLength: OutputLength, LengthPenalty: 0f);
        ConfigurationException.ThrowIfAny(options.Validate("benchmark"));

        PairBatch[] pairs = BenchmarkData.Batches(configuration, BatchCount, batchSize);
        SourceBatch[] batches = [.. pairs.Select(Sources)];
        int[][] lists = [.. Enumerable.Range(0, BatchCount).Select(batch => BenchmarkData.Tokens(configuration, shortlist, batch))];
        Seq2SeqModel network = new(configuration.ModelOptions(model), configuration.VocabularySize, configuration.VocabularySize);
        ModelInitializer.Initialize(network, seed: 1);
        if (precision == WeightPrecision.EightBit)
        {
            network.Quantize();
        }

        ISearch search = beam == 1 ? new GreedySearch(options) : new BeamSearch(options);
        Tape tape = new();
        int turn = 0;
        void Decode()
        {
            int batch = turn++ % BatchCount;
            SearchGuide? guide = shortlist == 0
                ? null
                : new SearchGuide([]) { Shortlist = Shortlist.Of(configuration.VocabularySize, [.. Enumerable.Repeat(lists[batch], batchSize)]) };
            search.Search([network], tape, batches[batch], guide);
        }

        Timing timing = Timing.Measure(Decode, WarmUpCalls, seconds);
        double megabytes = PeakMemory.Megabytes(); // Before the yardsticks take memory of their own.
        BenchmarkConfiguration computed = shortlist == 0 ? configuration : configuration with { VocabularySize = lists[0].Length };
        double work = pairs.Average(batch => WorkCount.Decoding(computed, model, batch, beam, OutputLength));
        double peak = GemmPeak.Measure();
        double gflops = work / timing.Median / 1e6;
        double stepBytes = (precision == WeightPrecision.EightBit ? sizeof(sbyte) : sizeof(float)) * WorkCount.StepWeights(computed, model);
        double gigabytes = OutputLength * stepBytes / timing.Median / 1e6;
        return new InferenceMeasurement(
            model.ToName(),
            configuration.Name,
            batchSize,
            beam,
            shortlist,
            OutputLength,
            OutputTokensPerSecond: batchSize * OutputLength / timing.Median * 1e3,
            MillisecondsPerCall: timing.Median,
            MillisecondsFastest: timing.Fastest,
            MillisecondsSlowest: timing.Slowest,
            MillisecondsPerSentence: timing.Median / batchSize,
            Gflops: gflops,
            ShareOfGemmPeak: gflops / peak,
            WeightGigabytesPerSecond: gigabytes,
            ShareOfBandwidth: gigabytes / ReadBandwidth.Measure(stepBytes),
            Parameters: network.Parameters.Count,
            PeakMegabytes: megabytes);
    }

    private static SourceBatch Sources(PairBatch pairs)
    {
        SourceBatch batch = new();
        batch.Load(Enumerable.Range(0, pairs.Count).Select(i => pairs.Source(i).ToArray()));
        return batch;
    }
}

/// <summary>Result of a decoding benchmark.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Configuration">Which sizes.</param>
/// <param name="BatchSize">Sentences decoded together.</param>
/// <param name="Beam">Hypotheses per sentence; 1 is greedy search.</param>
/// <param name="Shortlist">Target tokens that translations are made of; 0 for all.</param>
/// <param name="OutputLength">Tokens written for each sentence.</param>
/// <param name="OutputTokensPerSecond">Tokens of the best translations per second, in the median repetition.</param>
/// <param name="MillisecondsPerCall">Time of decoding a batch in the median repetition.</param>
/// <param name="MillisecondsFastest">The same in the fastest repetition.</param>
/// <param name="MillisecondsSlowest">The same in the slowest repetition.</param>
/// <param name="MillisecondsPerSentence">Time of a batch by its sentences.</param>
/// <param name="Gflops">Billions of useful operations of matrix products per second.</param>
/// <param name="ShareOfGemmPeak">The former by what the matrix product reaches on large matrices: the limit of large batches.</param>
/// <param name="WeightGigabytesPerSecond">The decoder's weights, read once per step, in 10^9 bytes per second.</param>
/// <param name="ShareOfBandwidth">The former by what plain reading of as much memory reaches: the limit of single sentences.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="PeakMegabytes">Peak resident memory of the process, in MiB.</param>
public sealed record InferenceMeasurement(
    string Model,
    string Configuration,
    int BatchSize,
    int Beam,
    int Shortlist,
    int OutputLength,
    double OutputTokensPerSecond,
    double MillisecondsPerCall,
    double MillisecondsFastest,
    double MillisecondsSlowest,
    double MillisecondsPerSentence,
    double Gflops,
    double ShareOfGemmPeak,
    double WeightGigabytesPerSecond,
    double ShareOfBandwidth,
    long Parameters,
    double PeakMegabytes);
