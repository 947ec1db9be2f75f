using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Decoding;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that change how translations are searched for; what is not given stays as in the model.</summary>
internal sealed class SearchSettings
{
    private readonly Option<int?> _beam = NumberOption.Whole(
        "--beam", 1, 100, "Hypotheses kept a sentence, 1 to 100; 1 is greedy search. Default: as in the model.");

    private readonly Option<float?> _lengthPenalty = NumberOption.Real(
        "--length-penalty", 0f, "Exponent of the length normalisation; 0 is off. Default: as in the model.");

    private readonly Option<float?> _coveragePenalty = NumberOption.Real(
        "--coverage-penalty", 0f, "Weight of the penalty for source words that the attention has left out; 0 is off. Default: as in the model.");

    private readonly Option<float?> _temperature = NumberOption.Real(
        "--temperature", 0f, "Draw tokens at random instead of searching: 1 as probable as the model says, less is safer; 0 is off. Default: as in the model.");

    private readonly Option<int?> _topK = NumberOption.Whole(
        "--top-k", 0, "Draw among this many of the most probable tokens; 0 is all. Default: as in the model.");

    private readonly Option<long?> _seed = NumberOption.Seed("--seed", "Another seed draws other translations. Default: as in the model.");

    private readonly Option<int?> _batch = NumberOption.Whole(
        "--batch", 1, "Sentences decoded together. Default: as in the model.");

    private IEnumerable<Option> All => [_beam, _lengthPenalty, _coveragePenalty, _temperature, _topK, _seed, _batch];

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
            if (result.GetResult(_temperature) is not null && result.GetResult(_beam) is not null)
            {
                result.AddError($"{_beam.Name} would have no effect: with {_temperature.Name} tokens are drawn, not searched for.");
            }
        });
    }

    /// <summary>The name of the first option that is given, or null.</summary>
    /// <param name="result">The verb as it was typed.</param>
    internal string? FirstIn(CommandResult result) => All.FirstOrDefault(option => result.GetResult(option) is not null)?.Name;

    /// <summary>The search that the user wants.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="model">The model's own options.</param>
    /// <param name="bestCount">Translations a sentence.</param>
    /// <exception cref="ConfigurationException">The options contradict each other.</exception>
    internal SearchOptions Apply(ParseResult arguments, SearchOptions model, int bestCount = 1)
    {
        float temperature = arguments.GetValue(_temperature) ?? model.Temperature;
        if (temperature == 0f && new Option[] { _topK, _seed }.FirstOrDefault(option => arguments.GetResult(option) is not null) is { } useless)
        {
            throw new CommandException($"{useless.Name} would have no effect: nothing is drawn at random. Add, say, {_temperature.Name} 1.", ExitCode.Usage);
        }

        int beam = arguments.GetValue(_beam) ?? Math.Max(model.Beam, bestCount);
        if (temperature == 0f && bestCount > beam)
        {
            throw new CommandException($"{bestCount} translations of a sentence need a beam of as many, but {_beam.Name} is {beam}.", ExitCode.Usage);
        }

        SearchOptions search = model with
        {
            Beam = beam,
            BestCount = bestCount,
            LengthPenalty = arguments.GetValue(_lengthPenalty) ?? model.LengthPenalty,
            CoveragePenalty = arguments.GetValue(_coveragePenalty) ?? model.CoveragePenalty,
            Temperature = temperature,
            TopK = arguments.GetValue(_topK) ?? model.TopK,
            Seed = (ulong?)arguments.GetValue(_seed) ?? model.Seed,
            BatchSize = arguments.GetValue(_batch) ?? model.BatchSize,
        };
        ConfigurationException.ThrowIfAny(search.Validate("decoding"));
        return search;
    }
}
