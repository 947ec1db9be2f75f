namespace Dragoman.Decoding;

/// <summary>Options of the search for a translation.</summary>
/// <param name="Beam">Hypotheses kept a sentence, 1 to 100; 1 is greedy search. Default: 5.</param>
/// <param name="MaximumLength">Longest translation in tokens, at least 1; 0 means twice the source length plus 10. Default: 0.</param>
/// <param name="MinimumLength">Shortest translation in tokens; 0 is off. Default: 0.</param>
/// <param name="LengthPenalty">
/// Exponent α of the length normalisation log P / ((5 + length) / 6)^α, at least 0; 0 is off. Ignored by greedy search. Default: 1.
/// </param>
/// <param name="BestCount">Translations returned a sentence, 1 to the beam. Default: 1.</param>
/// <param name="AllowUnknown">Whether the unknown-word token may be produced. Default: true.</param>
/// <param name="BatchSize">Sentences decoded together, at least 1. Default: 32.</param>
public sealed record SearchOptions(
    int Beam = 5,
    int MaximumLength = 0,
    int MinimumLength = 0,
    float LengthPenalty = 1f,
    int BestCount = 1,
    bool AllowUnknown = true,
    int BatchSize = 32)
{
    /// <summary>Greedy search.</summary>
    public static SearchOptions Greedy { get; } = new(Beam: 1);

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>decoding</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        if (Beam is < 1 or > 100)
        {
            yield return $"{path}.beam is {Beam}; it must be 1 to 100.";
        }

        if (MaximumLength < 0)
        {
            yield return $"{path}.maximumLength is {MaximumLength}; it must be 0 (twice the source length plus 10) or above.";
        }

        if (MinimumLength < 0 || (MaximumLength > 0 && MinimumLength > MaximumLength))
        {
            yield return $"{path}.minimumLength is {MinimumLength}; it must be 0 to {path}.maximumLength.";
        }

        if (LengthPenalty is not (>= 0f and <= 10f))
        {
            yield return $"{path}.lengthPenalty is {LengthPenalty}; it must be 0 (off) to 10.";
        }

        if (BestCount < 1 || BestCount > Beam)
        {
            yield return $"{path}.bestCount is {BestCount}; it must be 1 to {path}.beam, which is {Beam}.";
        }

        if (BatchSize < 1)
        {
            yield return $"{path}.batchSize is {BatchSize}; it must be at least 1.";
        }
    }

    /// <summary>The longest translation of a sentence.</summary>
    /// <param name="sourceLength">Its length in tokens.</param>
    internal int LengthLimit(int sourceLength) => MaximumLength > 0 ? MaximumLength : (2 * sourceLength) + 10;

    /// <summary>The score by which finished hypotheses of different lengths are compared.</summary>
    /// <remarks>Wu et al. 2016 (arXiv:1609.08144), equation 14.</remarks>
    internal double Score(double logProbability, int length) =>
        LengthPenalty == 0f ? logProbability : logProbability / Math.Pow((5.0 + length) / 6.0, LengthPenalty);
}
