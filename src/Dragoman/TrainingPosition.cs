using System.Globalization;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman;

/// <summary>How far training has come: with weights and optimizer memories, all that the next update depends on.</summary>
/// <param name="Update">Updates made.</param>
/// <param name="Data">The next batch.</param>
/// <param name="BestLoss">Lowest validation loss so far, in nats a token; infinity before the first validation.</param>
/// <param name="BestUpdate">Update after which it was measured.</param>
/// <param name="BadValidations">Validations since then.</param>
/// <param name="RateFactor">Factor of the learning rate from decays.</param>
/// <param name="Tokens">Target tokens trained on.</param>
/// <param name="Seconds">Time spent training, in seconds.</param>
/// <param name="BatchesPerEpoch">Batches in the latest epoch that was read to its end; null when that is not known yet.</param>
/// <param name="MetricsLength">Bytes of the metrics' file that belong to this run.</param>
/// <param name="Corpus">Checksum of the pairs; empty when they are not kept in memory.</param>
public sealed record TrainingPosition(
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
    public static TrainingPosition Start { get; } = new(0, default, double.PositiveInfinity, 0, 0, 1, 0, 0, null, 0, "");

    internal Dictionary<string, string> ToMetadata() => new()
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
    };

    internal static TrainingPosition FromMetadata(string path, IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            return new TrainingPosition(
                Whole("update"),
                new DataPosition(Whole("epoch"), Whole("batch")),
                Real("bestLoss", most: double.PositiveInfinity),
                Whole("bestUpdate"),
                checked((int)Whole("badValidations")),
                Real("rateFactor", most: 1),
                Whole("tokens"),
                Real("seconds", most: MostSeconds),
                metadata["batchesPerEpoch"].Length == 0 ? null : Whole("batchesPerEpoch"),
                Whole("metricsLength"),
                metadata["corpus"]);
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or OverflowException)
        {
            throw new CheckpointException(path, $"it does not say how far training had come: {e.Message}", "Train anew without --resume.", e);
        }

        long Whole(string key) => long.TryParse(metadata[key], NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= MostWhole
            ? value
            : throw new FormatException($"{key} is '{Excerpt.Of(metadata[key])}'; it must be a whole number from 0 to {MostWhole}.");

        double Real(string key, double most) => double.TryParse(metadata[key], CultureInfo.InvariantCulture, out double value) && value >= 0 && value <= most
            ? value
            : throw new FormatException(FormattableString.Invariant($"{key} is '{Excerpt.Of(metadata[key])}'; it must be a number from 0 to {most}."));
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
