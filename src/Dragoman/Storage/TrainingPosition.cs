using System.Globalization;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Optimization;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Storage;

/// <summary>How far training has come: with weights and optimizer memories, all that the next update depends on.</summary>
/// <param name="Update">Updates made.</param>
/// <param name="Data">The next batch.</param>
/// <param name="BestLoss">Validation loss of the best weights so far, in nats per token; infinity before the first validation.</param>
/// <param name="BestUpdate">Update after which it was measured.</param>
/// <param name="BadValidations">Validations since then.</param>
/// <param name="RateFactor">Factor of the learning rate from decays.</param>
/// <param name="Tokens">Target tokens trained on.</param>
/// <param name="Seconds">Time spent training, in seconds.</param>
/// <param name="BatchesPerEpoch">Batches in the latest epoch that was read to its end; null when that is not known yet.</param>
/// <param name="MetricsLength">Bytes of the metrics' file that belong to this run.</param>
/// <param name="Corpus">Checksum of the training pairs; empty when it is not known, as in checkpoints of streamed corpora of earlier versions.</param>
internal sealed record TrainingPosition(
    long Update,
    DataPosition Data,
    double BestLoss,
    long BestUpdate,
    int BadValidations,
    double RateFactor,
    long Tokens,
    double Seconds,
    long? BatchesPerEpoch,
    long MetricsLength,
    string Corpus)
{
    private const long MostWhole = 1L << 53; // far beyond any training, and far from overflow
    private const double MostSeconds = 3e10; // a thousand years

    /// <summary>Before the first update.</summary>
    public static TrainingPosition Start { get; } = new(
        Update: 0, Data: default, BestLoss: double.PositiveInfinity, BestUpdate: 0, BadValidations: 0, RateFactor: 1, Tokens: 0, Seconds: 0, BatchesPerEpoch: null, MetricsLength: 0, Corpus: "");

    /// <summary>Checksum of the validation pairs, empty for none; null when it is not known, as in checkpoints of earlier versions.</summary>
    public string? Validation { get; init; }

    /// <summary>Score of the best weights so far, in points; null where weights are compared by their loss.</summary>
    public double? BestScore { get; init; }

    /// <summary>What was seen since the last validation.</summary>
    public UpdateSums SinceValidation { get; init; }

    /// <summary>What the training corpus holds; null when it is not known, as in checkpoints of earlier versions.</summary>
    public CorpusCounts? Counts { get; init; }

    /// <summary>Processes that trained together.</summary>
    public int Ranks { get; init; } = 1;

    internal Dictionary<string, string> ToMetadata()
    {
        Dictionary<string, string> metadata = new()
        {
            ["update"] = Text(Update),
            ["epoch"] = Text(Data.Epoch),
            ["batch"] = Text(Data.Batch),
            ["bestLoss"] = Text(BestLoss),
            ["bestUpdate"] = Text(BestUpdate),
            ["badValidations"] = Text(BadValidations),
            ["rateFactor"] = Text(RateFactor),
            ["tokens"] = Text(Tokens),
            ["seconds"] = Text(Seconds),
            ["batchesPerEpoch"] = BatchesPerEpoch is { } count ? Text(count) : "",
            ["metricsLength"] = Text(MetricsLength),
            ["corpus"] = Corpus,
            ["intervalLoss"] = Text(SinceValidation.Loss),
            ["intervalTokens"] = Text(SinceValidation.Tokens),
            ["intervalSeconds"] = Text(SinceValidation.Seconds),
        };
        if (Ranks > 1)
        {
            metadata["ranks"] = Text(Ranks);
        }

        if (Validation is not null)
        {
            metadata["validation"] = Validation;
        }

        if (BestScore is { } score)
        {
            metadata["bestScore"] = Text(score);
        }

        if (Counts is { } counts)
        {
            metadata["counts"] = string.Join(' ', Numbers(counts).Select(Text));
        }

        return metadata;
    }

    internal static TrainingPosition FromMetadata(string path, IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            return new TrainingPosition(
                Update: Whole("update"),
                Data: new DataPosition(Whole("epoch"), Whole("batch")),
                BestLoss: Real("bestLoss", most: double.PositiveInfinity),
                BestUpdate: Whole("bestUpdate"),
                BadValidations: checked((int)Whole("badValidations")),
                RateFactor: Real("rateFactor", most: 1),
                Tokens: Whole("tokens"),
                Seconds: Real("seconds", most: MostSeconds),
                BatchesPerEpoch: metadata["batchesPerEpoch"].Length == 0 ? null : Whole("batchesPerEpoch"),
                MetricsLength: Whole("metricsLength"),
                Corpus: metadata["corpus"])
            {
                Validation = metadata.GetValueOrDefault("validation"),
                BestScore = metadata.ContainsKey("bestScore") ? Real("bestScore", most: double.MaxValue) : null,
                SinceValidation = metadata.ContainsKey("intervalTokens")
                    ? new UpdateSums(Real("intervalLoss", most: double.MaxValue), Whole("intervalTokens"), Real("intervalSeconds", most: MostSeconds))
                    : default,
                Ranks = metadata.ContainsKey("ranks") ? checked((int)Whole("ranks")) : 1,
                Counts = metadata.TryGetValue("counts", out string? counts) ? Counted([.. counts.Split(' ').Select(Count)]) : null,
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or OverflowException)
        {
            throw new CheckpointException(path, $"it does not say how far training had come: {e.Message}", "Train anew in another folder.", e);
        }

        long Whole(string key) => long.TryParse(metadata[key], NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= MostWhole
            ? value
            : throw new FormatException($"{key} is '{Excerpt.Of(metadata[key])}'; it must be a whole number from 0 to {MostWhole}.");

        double Real(string key, double most) => double.TryParse(metadata[key], CultureInfo.InvariantCulture, out double value) && value >= 0 && value <= most
            ? value
            : throw new FormatException(FormattableString.Invariant($"{key} is '{Excerpt.Of(metadata[key])}'; it must be a number from 0 to {most}."));
    }

    private static long[] Numbers(CorpusCounts counts) =>
    [
        counts.Pairs, counts.Cut, counts.TooLong, counts.Blank,
        counts.Source.Tokens, counts.Source.Types, counts.Source.UnknownTokens, counts.Source.UnknownTypes,
        counts.Target.Tokens, counts.Target.Types, counts.Target.UnknownTokens, counts.Target.UnknownTypes,
    ];

    private static CorpusCounts Counted(long[] numbers) => numbers is [var pairs, var cut, var tooLong, var blank, .. { Length: 8 } tokens]
        ? new CorpusCounts(
            pairs, cut, tooLong, blank,
            new TokenCounts(tokens[0], tokens[1], tokens[2], tokens[3]),
            new TokenCounts(tokens[4], tokens[5], tokens[6], tokens[7]))
        : throw new FormatException($"counts holds {numbers.Length} numbers; it must hold 12.");

    private static long Count(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
