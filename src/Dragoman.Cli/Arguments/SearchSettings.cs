using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Options;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that change how translations are searched for; what is not given stays as in the model.</summary>
internal sealed class SearchSettings
{
    private readonly Option<int?> _beam = NumberOption.Whole(
        "--beam", 1, 100, "Hypotheses kept per sentence, 1 to 100; 1 is greedy search. Default: as in the model.");

    private readonly Option<float?> _lengthPenalty = NumberOption.Real(
        "--length-penalty", 0f, "Strength of the length normalisation; 0 is off. Default: as in the model.");

    private readonly Option<LengthNormalization?> _lengthNormalization = ChoiceOption.Create<LengthNormalization>(
        "--length-normalization",
        "Form of the length normalisation of n tokens: log P divided by ((5 + n) / 6)^penalty (wu), by n^penalty (length), or with penalty times n added (reward). Default: as in the model.");

    private readonly Option<float?> _coveragePenalty = NumberOption.Real(
        "--coverage-penalty", 0f, "Weight of the penalty for source words that the attention has left out; 0 is off. Default: as in the model.");

    private readonly Option<int?> _groups = NumberOption.Whole(
        "--groups", 1, 100, "Groups that share the beam, each later one kept from writing what those before it write: other translations for --n-best. Default: as in the model.");

    private readonly Option<float?> _diversity = NumberOption.Real(
        "--diversity", 0f, "How far --groups are kept apart: what is taken off a token's log probability for each hypothesis that writes it. Default: as in the model.");

    private readonly Option<int?> _noRepeatNgram = NumberOption.Whole(
        "--no-repeat-ngram", 0, 100, "Write no sequence of this many tokens twice, where anything else can be written; 0 is off. Default: as in the model.");

    private readonly Option<float?> _repetitionPenalty = NumberOption.Real(
        "--repetition-penalty", 1f, "Make tokens that are written already less likely to be chosen: 1 is off, 1.2 is usual. Default: as in the model.");

    private readonly Option<float?> _temperature = NumberOption.Real(
        "--temperature", 0f, "Draw tokens at random instead of searching: 1 as probable as the model says, less is safer; 0 is off. Default: as in the model.");

    private readonly Option<int?> _topK = NumberOption.Whole(
        "--top-k", 0, "Draw among this many of the most probable tokens; 0 is all. Default: as in the model.");

    private readonly Option<float?> _topP = NumberOption.Real(
        "--top-p", 0f, "Draw among the fewest most probable tokens that have this probability together, after temperature and --top-k; 1 is all. Default: as in the model.");

    private readonly Option<long?> _seed = NumberOption.Seed("--seed", "Another seed draws other translations. Default: as in the model.");

    private readonly ShortlistOptions _shortlist = new();

    private readonly Option<int?> _batch = NumberOption.Whole(
        "--batch", 1, "Sentences decoded together. Default: as in the model.");

    private readonly Option<int?> _maximumLength = NumberOption.Whole(
        "--max-length", 0, "Longest translation in tokens; 0 is twice the source length plus 10. Default: as in the model.");

    private readonly Option<int?> _minimumLength = NumberOption.Whole(
        "--min-length", 0, "Shortest translation in tokens; 0 is off. Default: as in the model.");

    private readonly Option<float?> _maximumRatio = NumberOption.Real(
        "--max-length-ratio", 0f, "Longest translation as a multiple of the source's tokens; 0 is off. The smaller maximum counts. Default: as in the model.");

    private readonly Option<float?> _minimumRatio = NumberOption.Real(
        "--min-length-ratio", 0f, "Shortest translation as a multiple of the source's tokens; 0 is off. The larger minimum counts. Default: as in the model.");

    private readonly Option<TargetConstraint?> _constraint = ChoiceOption.Create<TargetConstraint>(
        "--constraint",
        "What a translation must be: with trees a linearised tree with a leaf for each source word. Default: as in the model.");

    private readonly Option<bool> _noUnknown = new("--no-unknown")
    {
        Description = "Never write <unk>, the unknown-word token; the next best token is taken.",
    };

    /// <summary>The options, in the order of the help text.</summary>
    private Option[] All =>
    [
        _beam, _lengthPenalty, _lengthNormalization, _coveragePenalty, _maximumLength, _minimumLength, _maximumRatio, _minimumRatio, _noUnknown, _groups, _diversity, _noRepeatNgram,
        _repetitionPenalty, _temperature, _topK, _topP, _seed, _batch, _constraint, _shortlist.Frequent, _shortlist.Count,
    ];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        foreach (Option option in All)
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            foreach (string problem in WishesIn(result).Contradictions(Spell))
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>The name of the option that keeps unknown words out of translations if it is given, or null.</summary>
    /// <param name="result">The verb as it was typed.</param>
    internal string? UnknownRuleIn(CommandResult result) => result.ValidValue(_noUnknown) ? _noUnknown.Name : null;

    /// <summary>The name of the first option that is given, or null.</summary>
    /// <param name="result">The verb as it was typed.</param>
    internal string? FirstIn(CommandResult result) => Array.Find(All, option => result.GetResult(option) is not null)?.Name;

    /// <summary>The search that the user wants.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="translator">The model, which has options of its own.</param>
    /// <param name="bestCount">Translations a sentence.</param>
    /// <exception cref="CommandException">An option would have no effect.</exception>
    /// <exception cref="ConfigurationException">The options contradict each other.</exception>
    internal SearchOptions Apply(ParseResult arguments, Translator translator, int bestCount = 1)
    {
        SearchWishes wishes = WishesIn(arguments.CommandResult);
        SearchOptions own = translator.Options.Decoding;
        if (wishes.Idle(own, translator.Options.Model.Attention.Score != AttentionScore.None, bestCount, Spell).FirstOrDefault() is { } problem)
        {
            throw new CommandException(problem, ExitCode.Usage);
        }

        SearchOptions search = wishes.Over(own, bestCount) with { BatchSize = arguments.GetValue(_batch) ?? own.BatchSize };
        ConfigurationException.ThrowIfAny(search.Validate(SearchWishes.Group).Select(sentence =>
            wishes.InWishedWords(sentence, Spell).Replace($"{SearchWishes.Group}.batchSize", _batch.Name, StringComparison.Ordinal)));
        return search;
    }

    /// <summary>What was typed; an option whose value is wrong counts as not typed.</summary>
    private SearchWishes WishesIn(CommandResult result) => new()
    {
        Beam = result.ValidValue(_beam),
        LengthPenalty = result.ValidValue(_lengthPenalty),
        LengthNormalization = result.ValidValue(_lengthNormalization),
        CoveragePenalty = result.ValidValue(_coveragePenalty),
        Groups = result.ValidValue(_groups),
        Diversity = result.ValidValue(_diversity),
        NoRepeatNgram = result.ValidValue(_noRepeatNgram),
        RepetitionPenalty = result.ValidValue(_repetitionPenalty),
        Temperature = result.ValidValue(_temperature),
        TopK = result.ValidValue(_topK),
        TopP = result.ValidValue(_topP),
        Seed = (ulong?)result.ValidValue(_seed),
        MaxLength = result.ValidValue(_maximumLength),
        MinLength = result.ValidValue(_minimumLength),
        MaxLengthRatio = result.ValidValue(_maximumRatio),
        MinLengthRatio = result.ValidValue(_minimumRatio),
        Constraint = result.ValidValue(_constraint),
        NoUnknown = result.ValidValue(_noUnknown) ? true : null,
        Shortlist = result.ValidValue(_shortlist.Count),
        ShortlistFrequent = result.ValidValue(_shortlist.Frequent),
    };

    /// <summary>A sentence of the library with options of the command line in place of those of a configuration.</summary>
    /// <param name="sentence">The sentence.</param>
    internal static string InOptions(string sentence) => SearchWishes.InWords(sentence, Spell);

    /// <summary>A word of the search as the option that stands for it.</summary>
    private static string Spell(string word) => $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(word)}";
}
