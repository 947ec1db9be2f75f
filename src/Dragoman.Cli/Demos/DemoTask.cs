using Dragoman.Configuration;
using Dragoman.Data;

namespace Dragoman.Cli.Demos;

/// <summary>What <c>dragoman demo</c> can learn within a minute: a corpus made on the spot, a recipe, and something to show.</summary>
internal sealed record DemoTask
{
    /// <summary>The demonstrations, the usual one first.</summary>
    internal static IReadOnlyList<DemoTask> All { get; } = [FrenchDemo.Task, DatesDemo.Task];

    /// <summary>Its name on the command line.</summary>
    internal required string Name { get; init; }

    /// <summary>What is learnt, as <c>English to French</c>.</summary>
    internal required string What { get; init; }

    /// <summary>Where the pairs come from, as the end of a sentence.</summary>
    internal required string Origin { get; init; }

    /// <summary>Makes the pairs to train, validate and test on.</summary>
    internal required Func<(IReadOnlyList<SentencePair> Training, IReadOnlyList<SentencePair> Validation, IReadOnlyList<SentencePair> Test)> Draw { get; init; }

    /// <summary>Pairs to show at the end, which are not among those.</summary>
    internal required IReadOnlyList<SentencePair> Showcase { get; init; }

    /// <summary>How it is learnt.</summary>
    internal required TranslatorOptions Recipe { get; init; }

    /// <summary>The score of translations of the test pairs, on one line.</summary>
    internal required Func<IReadOnlyList<string>, IReadOnlyList<string>, string> Score { get; init; }

    /// <summary>What the exact ones among them are, as the end of a sentence.</summary>
    internal required string Exact { get; init; }

    /// <summary>What the rows and columns of the drawing are.</summary>
    internal required string Drawing { get; init; }

    /// <summary>A sentence to go on with; the model knows all its words.</summary>
    internal required string Suggestion { get; init; }

    /// <summary>Beginning of the names of model folder and picture.</summary>
    internal required string Prefix { get; init; }
}
