using Dragoman.Options;

namespace Dragoman.Decoding;

/// <summary>Options of the search for a translation.</summary>
/// <param name="Beam">Hypotheses kept per sentence, 1 to 100; 1 is greedy search. Ignored when sampling. Default: 5.</param>
/// <param name="MaximumLength">
/// Longest translation in tokens, 0 to 100,000; 0 stands for twice the source length plus 10, or for the least length if that is more. Default: 0.
/// </param>
/// <param name="MinimumLength">Shortest translation in tokens, 0 to 10,000; 0 is off. Default: 0.</param>
/// <param name="LengthPenalty">
/// Strength α of the length normalisation, 0 to 10; 0 is off. Its form is <c>lengthNormalization</c>. Ignored by greedy search. Default: 1.
/// </param>
/// <param name="BestCount">Translations returned per sentence, 1 to the beam; when sampling, number of samples, 1 to 100. Default: 1.</param>
/// <param name="AllowUnknown">Whether the unknown-word token may be produced. Default: true.</param>
/// <param name="BatchSize">Sentences decoded together, 1 to 4096. Default: 32.</param>
/// <param name="CoveragePenalty">
/// Weight β of β Σ_i log min(Σ_t α_ti, 1), which lowers the score of a hypothesis that has not attended to all source tokens i, 0 to 10; 0 is off.
/// Ignored by greedy search and without attention. Default: 0.
/// </param>
/// <param name="Temperature">
/// Above 0, up to 100, tokens are drawn at random with probability softmax(logits / temperature) instead of searched for; 1 draws as the model
/// predicts, less is safer. 0 is off. Default: 0.
/// </param>
/// <param name="TopK">When sampling, draw among this many of the most probable tokens, at least 0; 0 is all. Default: 0.</param>
/// <param name="Seed">When sampling, another seed draws other translations. Default: 1.</param>
/// <param name="MaximumLengthRatio">
/// Longest translation as a multiple of the source's tokens, 0 to 100; 0 is off. Rounded down, but at least 1; of two maxima the smaller counts.
/// Default: 0.
/// </param>
/// <param name="MinimumLengthRatio">
/// Shortest translation as a multiple of the source's tokens, 0 to 100; 0 is off. Rounded up; of two minima the larger counts, but a maximum counts
/// more. Default: 0.
/// </param>
/// <param name="Constraint">
/// What a translation must be: trees keeps it to linearised trees with a leaf for each source word, whose end then takes no heed of minimum lengths.
/// Default: none.
/// </param>
/// <param name="LengthNormalization">
/// Form of the length normalisation of n tokens: wu divides log P by ((5 + n) / 6)^α, length by n^α, reward adds α n. Default: wu.
/// </param>
/// <param name="NoRepeatNgram">
/// Tokens of the n-grams that a translation may not hold twice, 0 to 100; 0 is off. The rule yields where nothing else could be written. Default: 0.
/// </param>
/// <param name="RepetitionPenalty">
/// Logits (of an ensemble, log probabilities) of tokens that a translation holds already are divided by this if positive and multiplied if negative, 1 to 100; 1 is
/// off. Default: 1.
/// </param>
/// <param name="TopP">
/// When sampling, draw among the fewest most probable tokens that have at least this probability together, after temperature and topK, above 0 to 1; 1 is
/// all. Default: 1.
/// </param>
/// <param name="Groups">
/// Groups of hypotheses, 1 to the beam, which they share evenly; each later one is kept from writing what those before it write. Ignored by greedy search
/// and when sampling. Default: 1.
/// </param>
/// <param name="Diversity">
/// What the log probability of a token is lowered by, while a group chooses, for each hypothesis of the groups before it that writes the same token at the same
/// place, 0 to 100. Default: 0.5.
/// </param>
/// <param name="Shortlist">
/// Likely translations of each source token that a translation may be made of, besides the most frequent tokens, 0 to 10,000; 0 is off: all tokens. Needs the
/// lexical table that <c>dragoman shortlist</c> makes. Default: 0.
/// </param>
/// <param name="ShortlistFrequent">Most frequent target tokens that every translation may be made of, 1 to 1,000,000. Default: 50.</param>
public sealed record SearchOptions(
    int Beam = 5,
    int MaximumLength = 0,
    int MinimumLength = 0,
    float LengthPenalty = 1f,
    int BestCount = 1,
    bool AllowUnknown = true,
    int BatchSize = 32,
    float CoveragePenalty = 0f,
    float Temperature = 0f,
    int TopK = 0,
    ulong Seed = 1,
    float MaximumLengthRatio = 0f,
    float MinimumLengthRatio = 0f,
    TargetConstraint Constraint = TargetConstraint.None,
    LengthNormalization LengthNormalization = LengthNormalization.Wu,
    int NoRepeatNgram = 0,
    float RepetitionPenalty = 1f,
    float TopP = 1f,
    int Groups = 1,
    float Diversity = 0.5f,
    int Shortlist = 0,
    int ShortlistFrequent = 50)
{
    /// <summary>Longest translation that can be asked for, in tokens.</summary>
    internal const int LongestLength = 100_000;

    /// <summary>Most translations of a source token that can be asked for.</summary>
    internal const int MostTranslations = 10_000;

    private const int MostFrequent = 1_000_000;
    private const int LongestMinimum = 10_000; // no model ends so late by itself, and a damaged configuration must not keep it busy
    private const int MostSentences = 4096;
    private const double LeastCoverage = 1e-6; // where the logarithm is cut off: a window may leave a token without any weight

    /// <summary>Greedy search.</summary>
    public static SearchOptions Greedy { get; } = new(Beam: 1);

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>decoding</c>.</param>
    public IEnumerable<IdleOption> Idle(string path)
    {
        return
        [
            .. Because(Samples, $"{path}.temperature is above 0: tokens are drawn, not searched for", "beam", "groups", "diversity"),
            .. Because(!Samples, $"{path}.temperature is 0: nothing is drawn at random", "topK", "topP", "seed"),
            .. Because(
                !Samples && Beam == 1, $"{path}.beam is 1: there are no hypotheses to compare", "lengthPenalty", "lengthNormalization", "coveragePenalty", "groups", "diversity"),
            .. Because(Competes && Groups == 1, $"{path}.groups is 1: there is no other group to differ from", "diversity"),
            .. Because((Samples || Beam > 1) && LengthPenalty == 0f, $"{path}.lengthPenalty is 0: lengths are not made comparable", "lengthNormalization"),
            .. Because(Shortlist == 0, $"{path}.shortlist is 0: all tokens may be written", "shortlistFrequent"),
            .. Because(Constraint == TargetConstraint.Trees, $"{path}.constraint is trees: a tree ends when it is whole", "minimumLength", "minimumLengthRatio"),
        ];

        IEnumerable<IdleOption> Because(bool holds, string reason, params string[] names) => IdleOption.Because(holds, reason, path, names);
    }

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>decoding</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.Between(path, "beam", Beam, 1, 100),
        .. LengthProblems(path),
        .. Allowed.Between(path, "lengthPenalty", LengthPenalty, 0f, 10f, "off"),
        .. Allowed.Between(path, "coveragePenalty", CoveragePenalty, 0f, 10f, "off"),
        .. Allowed.Between(path, "temperature", Temperature, 0f, 100f, "off"),
        .. Allowed.AtLeast(path, "topK", TopK, 0, "all tokens"),
        .. BestCountProblems(path),
        .. Allowed.OneOf(path, "constraint", Constraint),
        .. Allowed.OneOf(path, "lengthNormalization", LengthNormalization),
        .. Competes && (Groups < 1 || Groups > Beam || Beam % Groups != 0)
            ? new[] { $"{path}.groups is {Groups}; it must be 1 to {path}.beam, which is {Beam}, and divide it." }
            : [],
        .. Allowed.Between(path, "diversity", Diversity, 0f, 100f),
        .. TopP is > 0f and <= 1f
            ? []
            : new[] { FormattableString.Invariant($"{path}.topP is {TopP}; it must be above 0, and at most 1 (all tokens).") },
        .. Allowed.Between(path, "noRepeatNgram", NoRepeatNgram, 0, 100, "off"),
        .. Allowed.Between(path, "repetitionPenalty", RepetitionPenalty, 1f, 100f, "off"),
        .. Allowed.Between(path, "shortlist", Shortlist, 0, MostTranslations, "off"),
        .. Allowed.Between(path, "shortlistFrequent", ShortlistFrequent, 1, MostFrequent),
        .. Allowed.Between(path, "batchSize", BatchSize, 1, MostSentences),
    ];

    /// <summary>Whether tokens are drawn at random.</summary>
    internal bool Samples => Temperature > 0;

    /// <summary>Most hypotheses of a sentence that are extended at once.</summary>
    internal int MostRows => Samples ? BestCount : Beam;

    /// <summary>Whether hypotheses compete for places.</summary>
    internal bool Competes => !Samples && Beam > 1;

    /// <summary>The options of one of the groups of a beam, which returns all that it finds.</summary>
    internal SearchOptions OfGroup => Groups == 1 ? this : this with { Beam = Beam / Groups, BestCount = Beam / Groups, Groups = 1 };

    /// <summary>The search that these options describe.</summary>
    internal ISearch CreateSearch() => Samples ? new SamplingSearch(this) : Beam == 1 ? new GreedySearch(this) : new BeamSearch(this);

    /// <summary>The lengths that a translation of a sentence may have, in tokens.</summary>
    /// <param name="sourceLength">Its length in tokens, the end token counted if it has one.</param>
    /// <param name="sourceWords">Its length in tokens without the end token.</param>
    /// <param name="prefix">Tokens that the translation must begin with: it may always have so many.</param>
    internal (int Minimum, int Maximum) Lengths(int sourceLength, int sourceWords, int prefix = 0)
    {
        int minimum = Math.Max(MinimumLength, Multiple(MinimumLengthRatio, sourceWords, Math.Ceiling));
        int maximum = MaximumLength > 0 ? MaximumLength : int.MaxValue;
        if (MaximumLengthRatio > 0f)
        {
            maximum = Math.Min(maximum, Math.Max(Multiple(MaximumLengthRatio, sourceWords, Math.Floor), 1));
        }
        else if (MaximumLength == 0)
        {
            maximum = Math.Max((2 * sourceLength) + 10, minimum);
        }

        maximum = Math.Max(Math.Min(maximum, LongestLength), prefix);
        return (Math.Min(minimum, maximum), maximum);
    }

    /// <summary>A multiple of a length; in decimal digits, so that 1.1 times 10 is 11 and not a little more.</summary>
    private static int Multiple(float ratio, int length, Func<decimal, decimal> round) => (int)round((decimal)ratio * length);

    /// <summary>The score by which finished hypotheses of different lengths are compared, but for the coverage penalty, which only lowers it.</summary>
    /// <remarks>For a log probability, which is not above 0, it never falls with the length.</remarks>
    internal double Score(double logProbability, int length) => LengthPenalty == 0f ? logProbability : LengthNormalization switch
    {
        LengthNormalization.Length => logProbability / Math.Pow(length, LengthPenalty),
        LengthNormalization.Reward => logProbability + ((double)LengthPenalty * length),
        _ => logProbability / Math.Pow((5.0 + length) / 6.0, LengthPenalty),
    };

    /// <summary>The coverage penalty of a finished hypothesis, at most 0.</summary>
    /// <param name="weights">[target_time][source_time] Its attention weights; empty without attention.</param>
    /// <param name="sourceWords">Source tokens to sum over: all but the end token.</param>
    /// <remarks>Wu et al. 2016 (arXiv:1609.08144), equation 14.</remarks>
    internal double Coverage(IReadOnlyList<float[]> weights, int sourceWords)
    {
        if (CoveragePenalty == 0f || weights.Count == 0)
        {
            return 0;
        }

        double sum = 0;
        for (int token = 0; token < sourceWords; token++)
        {
            double attended = weights.Sum(step => (double)step[token]);
            sum += Math.Log(Math.Clamp(attended, LeastCoverage, 1));
        }

        return CoveragePenalty * sum;
    }

    private IEnumerable<string> BestCountProblems(string path) => Samples
        ? Allowed.Between(path, "bestCount", BestCount, 1, 100)
        : BestCount < 1 || BestCount > Beam ? [$"{path}.bestCount is {BestCount}; it must be 1 to {path}.beam, which is {Beam}."] : [];

    private IEnumerable<string> LengthProblems(string path)
    {
        foreach (string problem in Allowed.Between(path, "maximumLength", MaximumLength, 0, LongestLength, "twice the source length plus 10"))
        {
            yield return problem;
        }

        if (MinimumLength < 0 || MinimumLength > LongestMinimum || (MaximumLength > 0 && MinimumLength > MaximumLength))
        {
            yield return MaximumLength is > 0 and < LongestMinimum
                ? $"{path}.minimumLength is {MinimumLength}; it must be 0 to {path}.maximumLength, which is {MaximumLength}."
                : $"{path}.minimumLength is {MinimumLength}; it must be 0 to {LongestMinimum}.";
        }

        foreach (string problem in Allowed.Between(path, "maximumLengthRatio", MaximumLengthRatio, 0f, 100f, "off"))
        {
            yield return problem;
        }

        if (MinimumLengthRatio is not (>= 0f and <= 100f) || (MaximumLengthRatio > 0f && MinimumLengthRatio > MaximumLengthRatio))
        {
            yield return MaximumLengthRatio > 0f
                ? FormattableString.Invariant($"{path}.minimumLengthRatio is {MinimumLengthRatio}; it must be 0 (off) to {path}.maximumLengthRatio, which is {MaximumLengthRatio}.")
                : FormattableString.Invariant($"{path}.minimumLengthRatio is {MinimumLengthRatio}; it must be 0 (off) to 100.");
        }

        if (MaximumLength > 0 && MinimumLengthRatio > MaximumLength)
        {
            yield return FormattableString.Invariant(
                $"{path}.minimumLengthRatio is {MinimumLengthRatio}: even one source token would need more than {path}.maximumLength, which is {MaximumLength}.");
        }
    }
}
