using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Options;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that change how translations are searched for; what is not given stays as in the model.</summary>
internal sealed class SearchSettings
{
    private const string Group = "decoding"; // of the configuration

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
        "--no-repeat-ngram", 0, 100, "Write no sequence of this many tokens twice; 0 is off. Default: as in the model.");

    private readonly Option<float?> _repetitionPenalty = NumberOption.Real(
        "--repetition-penalty", 1f, "Make tokens that are written already less likely to be chosen: 1 is off, 1.2 is usual. Default: as in the model.");

    private readonly Option<float?> _temperature = NumberOption.Real(
        "--temperature", 0f, "Draw tokens at random instead of searching: 1 as probable as the model says, less is safer; 0 is off. Default: as in the model.");

    private readonly Option<int?> _topK = NumberOption.Whole(
        "--top-k", 0, "Draw among this many of the most probable tokens; 0 is all. Default: as in the model.");

    private readonly Option<float?> _topP = NumberOption.Real(
        "--top-p", 0f, "Draw among the fewest most probable tokens that have this probability together, after temperature and --top-k; 1 is all. Default: as in the model.");

    private readonly Option<long?> _seed = NumberOption.Seed("--seed", "Another seed draws other translations. Default: as in the model.");

    private readonly Option<int?> _shortlist = NumberOption.Whole(
        "--shortlist", 0, SearchOptions.MostTranslations, "Make translations of this many likely translations of each source token and the most frequent tokens, which is faster; 0 is all tokens. `dragoman shortlist` makes the table that it needs. Default: as in the model.");

    private readonly Option<int?> _shortlistFrequent = NumberOption.Whole(
        "--shortlist-frequent", 1, "Most frequent target tokens that are on every --shortlist. Default: as in the model.");

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

    /// <summary>The options, and where what they change stands in a configuration.</summary>
    private IEnumerable<(Option Option, string Path)> All =>
    [
        (_beam, "beam"), (_lengthPenalty, "lengthPenalty"), (_lengthNormalization, "lengthNormalization"), (_coveragePenalty, "coveragePenalty"), (_maximumLength, "maximumLength"),
        (_minimumLength, "minimumLength"), (_maximumRatio, "maximumLengthRatio"), (_minimumRatio, "minimumLengthRatio"), (_noUnknown, "allowUnknown"),
        (_groups, "groups"), (_diversity, "diversity"), (_noRepeatNgram, "noRepeatNgram"), (_repetitionPenalty, "repetitionPenalty"), (_temperature, "temperature"), (_topK, "topK"), (_topP, "topP"), (_seed, "seed"), (_batch, "batchSize"), (_constraint, "constraint"),
        (_shortlistFrequent, "shortlistFrequent"), (_shortlist, "shortlist"),
    ];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        foreach ((Option option, _) in All)
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            foreach (string problem in ContradictionsIn(result))
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
    internal string? FirstIn(CommandResult result) => All.FirstOrDefault(known => result.GetResult(known.Option) is not null).Option?.Name;

    /// <summary>The search that the user wants.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="translator">The model, which has options of its own.</param>
    /// <param name="bestCount">Translations a sentence.</param>
    /// <exception cref="CommandException">An option would have no effect.</exception>
    /// <exception cref="ConfigurationException">The options contradict each other.</exception>
    internal SearchOptions Apply(ParseResult arguments, Translator translator, int bestCount = 1)
    {
        SearchOptions model = translator.Options.Decoding;
        if (arguments.GetValue(_coveragePenalty) > 0f && translator.Options.Model.Attention.Score == AttentionScore.None)
        {
            throw new CommandException($"{_coveragePenalty.Name} would have no effect: the model has no attention (model.attention.score is none).", ExitCode.Usage);
        }

        float temperature = arguments.GetValue(_temperature) ?? model.Temperature;
        if (temperature == 0f && new Option[] { _topK, _topP, _seed }.FirstOrDefault(option => arguments.GetResult(option) is not null) is { } useless)
        {
            throw new CommandException($"{useless.Name} would have no effect: nothing is drawn at random. Add, say, {_temperature.Name} 1.", ExitCode.Usage);
        }

        int beam = arguments.GetValue(_beam) ?? Math.Max(model.Beam, bestCount);
        if ((arguments.GetValue(_groups) ?? model.Groups) == 1 && arguments.GetResult(_diversity) is not null)
        {
            throw new CommandException($"{_diversity.Name} would have no effect: there is one group. Add, say, {_groups.Name} {beam}.", ExitCode.Usage);
        }

        if (temperature == 0f && bestCount > beam)
        {
            throw new CommandException($"{bestCount} translations of a sentence need a beam of as many, but {_beam.Name} is {beam}.", ExitCode.Usage);
        }

        TargetConstraint constraint = arguments.GetValue(_constraint) ?? model.Constraint;
        if (constraint == TargetConstraint.Trees && new Option[] { _minimumLength, _minimumRatio }.FirstOrDefault(option => arguments.GetResult(option) is not null) is { } idle)
        {
            throw new CommandException($"{idle.Name} would have no effect: decoding.constraint is trees, and a tree ends when it is whole.", ExitCode.Usage);
        }

        if ((arguments.GetValue(_shortlist) ?? model.Shortlist) == 0 && arguments.GetResult(_shortlistFrequent) is not null)
        {
            throw new CommandException($"{_shortlistFrequent.Name} would have no effect: there is no shortlist. Add, say, {_shortlist.Name} 50.", ExitCode.Usage);
        }

        SearchOptions search = model with
        {
            Beam = beam,
            BestCount = bestCount,
            LengthPenalty = arguments.GetValue(_lengthPenalty) ?? model.LengthPenalty,
            LengthNormalization = arguments.GetValue(_lengthNormalization) ?? model.LengthNormalization,
            CoveragePenalty = arguments.GetValue(_coveragePenalty) ?? model.CoveragePenalty,
            Groups = arguments.GetValue(_groups) ?? model.Groups,
            Diversity = arguments.GetValue(_diversity) ?? model.Diversity,
            NoRepeatNgram = arguments.GetValue(_noRepeatNgram) ?? model.NoRepeatNgram,
            RepetitionPenalty = arguments.GetValue(_repetitionPenalty) ?? model.RepetitionPenalty,
            Temperature = temperature,
            TopK = arguments.GetValue(_topK) ?? model.TopK,
            TopP = arguments.GetValue(_topP) ?? model.TopP,
            Seed = (ulong?)arguments.GetValue(_seed) ?? model.Seed,
            BatchSize = arguments.GetValue(_batch) ?? model.BatchSize,
            MaximumLength = arguments.GetValue(_maximumLength) ?? model.MaximumLength,
            MinimumLength = arguments.GetValue(_minimumLength) ?? model.MinimumLength,
            MaximumLengthRatio = arguments.GetValue(_maximumRatio) ?? model.MaximumLengthRatio,
            MinimumLengthRatio = arguments.GetValue(_minimumRatio) ?? model.MinimumLengthRatio,
            Shortlist = arguments.GetValue(_shortlist) ?? model.Shortlist,
            ShortlistFrequent = arguments.GetValue(_shortlistFrequent) ?? model.ShortlistFrequent,
            Constraint = constraint,
            AllowUnknown = !arguments.GetValue(_noUnknown) && model.AllowUnknown,
        };
        ConfigurationException.ThrowIfAny(search.Validate(Group).Select(problem => InTypedWords(problem, arguments)));
        return search;
    }

    /// <summary>A sentence about options of the search that names those that were typed as they were typed.</summary>
    private string InTypedWords(string problem, ParseResult arguments) => All.Where(known => arguments.GetResult(known.Option) is not null).Aggregate(
        problem,
        (text, known) => Regex.Replace(text, $@"\b{Group}\.{known.Path}\b", known.Option.Name));

    private IEnumerable<string> ContradictionsIn(CommandResult result)
    {
        bool samples = result.ValidValue(_temperature) > 0f;
        if (result.GetResult(_temperature) is not null && result.GetResult(_beam) is not null)
        {
            yield return $"{_beam.Name} would have no effect: with {_temperature.Name} tokens are drawn, not searched for.";
        }
        else if (result.ValidValue(_beam) == 1 && !samples &&
            new Option[] { _lengthPenalty, _lengthNormalization, _coveragePenalty }.FirstOrDefault(option => result.GetResult(option) is not null) is { } penalty)
        {
            yield return $"{penalty.Name} would have no effect: {_beam.Name} 1 finds one translation, so there are none to compare.";
        }

        if (result.ValidValue(_maximumLength) is > 0 and var longest && result.ValidValue(_minimumLength) > longest)
        {
            yield return $"{_minimumLength.Name} is more than {_maximumLength.Name}, which is {longest}.";
        }

        if (result.ValidValue(_maximumRatio) is > 0f and var widest && result.ValidValue(_minimumRatio) > widest)
        {
            yield return FormattableString.Invariant($"{_minimumRatio.Name} is more than {_maximumRatio.Name}, which is {widest}.");
        }
    }
}
