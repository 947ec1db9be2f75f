using System.CommandLine;

namespace Dragoman.Cli.Arguments;

/// <summary>The option that bounds how much of a sentence is read.</summary>
internal sealed class SentenceLimitOption
{
    /// <summary>Its name.</summary>
    internal const string Name = "--max-sentence-length";

    /// <summary>Its highest value.</summary>
    internal const int Highest = 20_000;

    private readonly Option<int?> _limit = NumberOption.Whole(
        Name, 2, Highest,
        "Tokens of a sentence that are read, the end token counted; a safety limit, for a model may read longer sentences than it was trained on. Default: 5000.");

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb) => verb.Add(_limit);

    /// <summary>Whether it is given.</summary>
    /// <param name="arguments">The command line.</param>
    internal bool IsIn(ParseResult arguments) => arguments.GetResult(_limit) is not null;

    /// <summary>Sets the limit of a translator.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="translator">The translator.</param>
    internal void Apply(ParseResult arguments, Translator translator)
    {
        if (arguments.GetValue(_limit) is { } limit)
        {
            translator.MaximumSentenceLength = limit;
        }
    }
}
