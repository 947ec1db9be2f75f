using System.Globalization;
using Dragoman.Optimization;

namespace Dragoman.Cli.Training;

/// <summary>Numbers as people like to read them.</summary>
internal static class Figures
{
    /// <summary>Perplexity of a loss.</summary>
    /// <param name="loss">In nats per token.</param>
    internal static string Perplexity(double loss) => Math.Exp(loss) is var value && value < 1e5
        ? value.ToString("F2", CultureInfo.InvariantCulture)
        : value.ToString("0.##e+0", CultureInfo.InvariantCulture);

    /// <summary>The score of validation translations, such as <c>BLEU 31.20</c>.</summary>
    /// <param name="score">In points.</param>
    /// <param name="measure">What it measures.</param>
    internal static string Score(double score, ValidationMeasure measure)
    {
        string name = measure switch
        {
            ValidationMeasure.Accuracy => "accuracy",
            ValidationMeasure.WordErrorRate => "word error rate",
            ValidationMeasure.Bleu => "BLEU",
            ValidationMeasure.ChrF => "chrF",
            _ => "score",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name} {score:F2}");
    }

    /// <summary>A loss.</summary>
    /// <param name="loss">In nats per token.</param>
    internal static string Loss(double loss) => loss.ToString(loss < 1e4 ? "F4" : "0.###e+0", CultureInfo.InvariantCulture);

    /// <summary>A pass over the corpus; of how many, if the number of updates does not decide.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="options">How the model is trained.</param>
    internal static string Epoch(long epoch, TrainingOptions options) => options.MaximumUpdates > 0
        ? string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}")
        : string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}/{options.MaximumEpochs}");

    /// <summary>A count or a speed, in whole numbers.</summary>
    /// <param name="value">The number.</param>
    internal static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share such as <c>0 %</c>, <c>2.3 %</c> or <c>34.0 %</c>; never rounded to nothing.</summary>
    /// <param name="share">0 to 1.</param>
    internal static string Share(double share) => share switch
    {
        0 => "0 %",
        < 0.0005 => "below 0.1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %"),
    };

    /// <summary>A time such as <c>0:07</c>, <c>12:34</c> or <c>3:00:59</c>.</summary>
    /// <param name="time">The time.</param>
    internal static string Duration(TimeSpan time) => time.TotalHours < 1
        ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");

    /// <summary>A large number in short, such as <c>6.2 M</c>.</summary>
    /// <param name="value">The number.</param>
    internal static string Short(long value) => value switch
    {
        >= 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:F1} M"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:F2} M"),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
