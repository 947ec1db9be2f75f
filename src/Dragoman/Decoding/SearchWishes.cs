using System.Text.RegularExpressions;
using Dragoman.Options;

namespace Dragoman.Decoding;

/// <summary>How a user wants to search, in the words that the command line and requests to a server share; what is null stays as in the model.</summary>
/// <remarks>
/// Those who ask spell the words, <c>MaxLength</c> and the like, in their own way: as <c>--max-length</c> or <c>maxLength</c>. The properties are public for
/// those who read JSON into them.
/// </remarks>
internal record SearchWishes
{
    /// <summary>Where the options of a search stand in a configuration.</summary>
    internal const string Group = "decoding";

    private static readonly (string Path, string Word, Func<SearchWishes, bool> IsGiven)[] All =
    [
        ("beam", nameof(Beam), wishes => wishes.Beam is not null),
        ("lengthPenalty", nameof(LengthPenalty), wishes => wishes.LengthPenalty is not null),
        ("lengthNormalization", nameof(LengthNormalization), wishes => wishes.LengthNormalization is not null),
        ("coveragePenalty", nameof(CoveragePenalty), wishes => wishes.CoveragePenalty is not null),
        ("groups", nameof(Groups), wishes => wishes.Groups is not null),
        ("diversity", nameof(Diversity), wishes => wishes.Diversity is not null),
        ("noRepeatNgram", nameof(NoRepeatNgram), wishes => wishes.NoRepeatNgram is not null),
        ("repetitionPenalty", nameof(RepetitionPenalty), wishes => wishes.RepetitionPenalty is not null),
        ("temperature", nameof(Temperature), wishes => wishes.Temperature is not null),
        ("topK", nameof(TopK), wishes => wishes.TopK is not null),
        ("topP", nameof(TopP), wishes => wishes.TopP is not null),
        ("seed", nameof(Seed), wishes => wishes.Seed is not null),
        ("maximumLength", nameof(MaxLength), wishes => wishes.MaxLength is not null),
        ("minimumLength", nameof(MinLength), wishes => wishes.MinLength is not null),
        ("maximumLengthRatio", nameof(MaxLengthRatio), wishes => wishes.MaxLengthRatio is not null),
        ("minimumLengthRatio", nameof(MinLengthRatio), wishes => wishes.MinLengthRatio is not null),
        ("constraint", nameof(Constraint), wishes => wishes.Constraint is not null),
        ("allowUnknown", nameof(NoUnknown), wishes => wishes.NoUnknown is not null),
        ("shortlist", nameof(Shortlist), wishes => wishes.Shortlist is not null),
        ("shortlistFrequent", nameof(ShortlistFrequent), wishes => wishes.ShortlistFrequent is not null),
    ];

    /// <summary>Hypotheses kept; 1 is greedy search.</summary>
    public int? Beam { get; init; }

    /// <summary>Strength of the length normalisation; 0 is off.</summary>
    public float? LengthPenalty { get; init; }

    /// <summary>Form of the length normalisation.</summary>
    public LengthNormalization? LengthNormalization { get; init; }

    /// <summary>Weight of the penalty for source words left out; 0 is off.</summary>
    public float? CoveragePenalty { get; init; }

    /// <summary>Groups that share the beam, each later one kept from writing what those before it write.</summary>
    public int? Groups { get; init; }

    /// <summary>How far groups are kept apart.</summary>
    public float? Diversity { get; init; }

    /// <summary>Tokens of the sequences that are not written twice; 0 is off.</summary>
    public int? NoRepeatNgram { get; init; }

    /// <summary>How much less likely tokens are chosen that are written already; 1 is off.</summary>
    public float? RepetitionPenalty { get; init; }

    /// <summary>Above 0 tokens are drawn at random; 0 is off.</summary>
    public float? Temperature { get; init; }

    /// <summary>Draw among this many of the most probable tokens; 0 is all.</summary>
    public int? TopK { get; init; }

    /// <summary>Draw among the fewest most probable tokens that have this probability together; 1 is all.</summary>
    public float? TopP { get; init; }

    /// <summary>Another seed draws other translations.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Longest translation in tokens.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Shortest translation in tokens; 0 is off.</summary>
    public int? MinLength { get; init; }

    /// <summary>Longest translation as a multiple of the source's tokens; 0 is off.</summary>
    public float? MaxLengthRatio { get; init; }

    /// <summary>Shortest translation as a multiple of the source's tokens; 0 is off.</summary>
    public float? MinLengthRatio { get; init; }

    /// <summary>What a translation must be.</summary>
    public TargetConstraint? Constraint { get; init; }

    /// <summary>Whether the unknown-word token is never written.</summary>
    public bool? NoUnknown { get; init; }

    /// <summary>Likely translations of each source token that translations are made of; 0 is all tokens.</summary>
    public int? Shortlist { get; init; }

    /// <summary>Most frequent target tokens that are on every shortlist.</summary>
    public int? ShortlistFrequent { get; init; }

    /// <summary>The search that is wanted, whether its options go together or not.</summary>
    /// <param name="own">The model's own options.</param>
    /// <param name="bestCount">Translations of a sentence.</param>
    internal SearchOptions Over(SearchOptions own, int bestCount) => own with
    {
        Beam = Beam ?? Widen(own.Beam, bestCount, Groups ?? own.Groups),
        BestCount = bestCount,
        LengthPenalty = LengthPenalty ?? own.LengthPenalty,
        LengthNormalization = LengthNormalization ?? own.LengthNormalization,
        CoveragePenalty = CoveragePenalty ?? own.CoveragePenalty,
        Groups = Groups ?? own.Groups,
        Diversity = Diversity ?? own.Diversity,
        NoRepeatNgram = NoRepeatNgram ?? own.NoRepeatNgram,
        RepetitionPenalty = RepetitionPenalty ?? own.RepetitionPenalty,
        Temperature = Temperature ?? own.Temperature,
        TopK = TopK ?? own.TopK,
        TopP = TopP ?? own.TopP,
        Seed = Seed ?? own.Seed,
        MaximumLength = MaxLength ?? own.MaximumLength,
        MinimumLength = MinLength ?? own.MinimumLength,
        MaximumLengthRatio = MaxLengthRatio ?? own.MaximumLengthRatio,
        MinimumLengthRatio = MinLengthRatio ?? own.MinimumLengthRatio,
        Shortlist = Shortlist ?? own.Shortlist,
        ShortlistFrequent = ShortlistFrequent ?? own.ShortlistFrequent,
        Constraint = Constraint ?? own.Constraint,
        AllowUnknown = NoUnknown is { } never ? !never : own.AllowUnknown,
    };

    /// <summary>The model's own beam, or a wider one that holds so many translations; groups share what they widen by.</summary>
    private static int Widen(int beam, int bestCount, int groups) =>
        bestCount <= beam ? beam : groups > 1 ? (bestCount + groups - 1) / groups * groups : bestCount;

    /// <summary>The first wish, spelt; null without any.</summary>
    /// <param name="spell">Spells a word.</param>
    internal string? First(Func<string, string> spell) => Array.Find(All, known => known.IsGiven(this)) is { Word: { } word } ? spell(word) : null;

    /// <summary>Wishes that contradict each other, whatever the model.</summary>
    /// <param name="spell">Spells a word.</param>
    /// <returns>One sentence for each.</returns>
    internal IEnumerable<string> Contradictions(Func<string, string> spell)
    {
        SearchOptions search = Over(new SearchOptions(), bestCount: 1);
        IEnumerable<IdleOption> byAnotherWish = search.Idle(Group).Where(idle => InWishedWords(idle.Reason, spell) != idle.Reason);
        foreach (string problem in DescribeWished(byAnotherWish, search, spell))
        {
            yield return problem;
        }

        if (MaxLength is > 0 and var longest && MinLength > longest)
        {
            yield return $"{spell(nameof(MinLength))} is more than {spell(nameof(MaxLength))}, which is {longest}.";
        }

        if (MaxLengthRatio is > 0f and var widest && MinLengthRatio > widest)
        {
            yield return FormattableString.Invariant($"{spell(nameof(MinLengthRatio))} is more than {spell(nameof(MaxLengthRatio))}, which is {widest}.");
        }
    }

    /// <summary>Wishes that would change nothing of this model's search, or that it cannot meet.</summary>
    /// <param name="own">The model's own options.</param>
    /// <param name="attends">Whether it has attention.</param>
    /// <param name="bestCount">Translations of a sentence.</param>
    /// <param name="spell">Spells a word.</param>
    /// <returns>One sentence for each.</returns>
    internal IEnumerable<string> Idle(SearchOptions own, bool attends, int bestCount, Func<string, string> spell)
    {
        SearchOptions search = Over(own, bestCount);
        if (CoveragePenalty > 0f && !attends)
        {
            yield return $"{spell(nameof(CoveragePenalty))} would have no effect: the model has no attention (model.attention.score is none).";
        }

        if (search.Temperature == 0f && bestCount > search.Beam)
        {
            yield return $"{bestCount} translations of a sentence need a beam of as many, but {spell(nameof(Beam))} is {search.Beam}.";
        }

        foreach (string problem in DescribeWished(search.Idle(Group), search, spell))
        {
            yield return problem;
        }
    }

    /// <summary>A sentence for each idle option that is wished for.</summary>
    private IEnumerable<string> DescribeWished(IEnumerable<IdleOption> idle, SearchOptions search, Func<string, string> spell) =>
        from option in idle
        let word = Array.Find(All, known => option.Path == $"{Group}.{known.Path}" && known.IsGiven(this)).Word
        where word is not null
        select $"{spell(word)} would have no effect, for {InWishedWords(option.Reason, spell)}.{Remedy(word, search, spell)}";

    /// <summary>What would give a wish its effect, unless that takes back another one.</summary>
    private string Remedy(string word, SearchOptions search, Func<string, string> spell)
    {
        string? added = word switch
        {
            nameof(TopK) or nameof(TopP) or nameof(Seed) => $"{spell(nameof(Temperature))} 1",
            nameof(ShortlistFrequent) => $"{spell(nameof(Shortlist))} 50",
            nameof(Diversity) when search.Competes => $"{spell(nameof(Groups))} {search.Beam}",
            nameof(Diversity) or nameof(Groups) when !search.Samples && Beam is null => $"{spell(nameof(Beam))} 4 and {spell(nameof(Groups))} 4",
            nameof(LengthNormalization) when search.Samples || search.Beam > 1 => $"{spell(nameof(LengthPenalty))} 1",
            nameof(LengthPenalty) or nameof(LengthNormalization) or nameof(CoveragePenalty) when Beam is null => $"{spell(nameof(Beam))} 5",
            _ => null,
        };
        return added is null ? "" : $" Add, say, {added}.";
    }

    /// <summary>A sentence about options of the search that names those that are wished for as whoever asks spells them.</summary>
    /// <param name="problem">The sentence.</param>
    /// <param name="spell">Spells a word.</param>
    internal string InWishedWords(string problem, Func<string, string> spell) => InWords(problem, spell, known => known.IsGiven(this));

    /// <summary>A sentence about options of the search that names all of them as whoever asks spells them.</summary>
    /// <param name="problem">The sentence.</param>
    /// <param name="spell">Spells a word.</param>
    internal static string InWords(string problem, Func<string, string> spell) => InWords(problem, spell, _ => true);

    private static string InWords(string problem, Func<string, string> spell, Predicate<(string Path, string Word, Func<SearchWishes, bool> IsGiven)> isMeant) =>
        Array.FindAll(All, isMeant).Aggregate(problem, (text, known) => Regex.Replace(text, $@"\b{Group}\.{known.Path}\b", spell(known.Word)));
}
