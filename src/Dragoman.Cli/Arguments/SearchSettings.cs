using System.CommandLine;
using Dragoman.Decoding;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that change how translations are searched for; what is not given stays as in the model.</summary>
internal sealed class SearchSettings
{
    private readonly Option<int?> _beam = NumberOption.Whole(
        "--beam", 1, "Hypotheses kept a sentence, 1 to 100; 1 is greedy search. Default: as in the model.");

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

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_beam);
        foreach (Option option in new Option[] { _lengthPenalty, _coveragePenalty, _temperature, _topK, _seed, _batch })
        {
            verb.Add(option);
        }
    }

    /// <summary>The search that the user wants.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="model">The model's own options.</param>
    /// <param name="bestCount">Translations a sentence.</param>
    /// <exception cref="ConfigurationException">The options contradict each other.</exception>
    internal SearchOptions Apply(ParseResult arguments, SearchOptions model, int bestCount = 1)
    {
        int beam = arguments.GetValue(_beam) ?? Math.Max(model.Beam, bestCount);
        SearchOptions search = model with
        {
            Beam = beam,
            BestCount = bestCount,
            LengthPenalty = arguments.GetValue(_lengthPenalty) ?? model.LengthPenalty,
            CoveragePenalty = arguments.GetValue(_coveragePenalty) ?? model.CoveragePenalty,
            Temperature = arguments.GetValue(_temperature) ?? model.Temperature,
            TopK = arguments.GetValue(_topK) ?? model.TopK,
            Seed = (ulong?)arguments.GetValue(_seed) ?? model.Seed,
            BatchSize = arguments.GetValue(_batch) ?? model.BatchSize,
        };
        ConfigurationException.ThrowIfAny(search.Validate("decoding"));
        return search;
    }
}
