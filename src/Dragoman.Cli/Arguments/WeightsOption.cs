using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dragoman.Data;
using Dragoman.Messages;

namespace Dragoman.Cli.Arguments;

/// <summary><c>--weights</c>: the shares of several corpora, which are read in turns then, instead of one after the other.</summary>
internal sealed class WeightsOption
{
    private readonly CorpusOptions _corpora;
    private readonly Option<double[]?> _weights = new("--weights")
    {
        Description =
            "Shares of several training corpora, in their order and parted by commas, such as 1,3: three pairs of the second for one of the first, " +
            "and a corpus that ends begins again. Default: each is read once, one after the other.",
        HelpName = "N,N",
        CustomParser = Parse,
    };

    /// <summary>Makes the option.</summary>
    /// <param name="corpora">The options that name the corpora.</param>
    internal WeightsOption(CorpusOptions corpora)
    {
        _corpora = corpora;
    }

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_weights);
        verb.Validators.Add(result =>
        {
            int corpora = _corpora.CountIn(result);
            if (result.ValidValue(_weights) is not { Length: > 0 } weights)
            {
                return;
            }

            if (corpora == 1)
            {
                result.AddError($"{_weights.Name} would have no effect: there is one corpus to train on. Give several.");
            }
            else if (weights.Length != corpora)
            {
                result.AddError(
                    $"{_weights.Name} names {Counted.Of(weights.Length, "share")}, but there are {corpora} corpora to train on. Give one for each.");
            }
        });
    }

    /// <summary>The mixture of the corpora that the user named; null if there are no weights.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where to warn of sentences with several columns.</param>
    internal MixedCorpus? Mix(ParseResult arguments, Terminal terminal) => arguments.GetValue(_weights) is { Length: > 0 } weights
        ? new MixedCorpus([.. _corpora.OpenAll(arguments, terminal).Zip(weights, (corpus, weight) => new WeightedCorpus(corpus, weight))])
        : null;

    private static double[]? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        double[] weights = [.. text.Split(',').Select(word =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && double.IsFinite(weight) ? weight : 0)];
        if (weights.All(weight => weight > 0))
        {
            return weights;
        }

        result.AddError($"--weights is \"{text}\"; it must be positive numbers parted by commas, one for each corpus, such as 1,3.");
        return null;
    }
}
