using System.CommandLine;
using Dragoman.Decoding;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that say how many tokens translations are made of.</summary>
internal sealed class ShortlistOptions
{
    /// <summary>Translations of each source token.</summary>
    internal Option<int?> Count { get; } = NumberOption.Whole(
        "--shortlist", 0, SearchOptions.MostTranslations, "Make translations of this many likely translations of each source token and the most frequent tokens, which is faster; 0 is all tokens. `dragoman shortlist` makes the table that it needs. Default: as in the model.");

    /// <summary>Most frequent tokens.</summary>
    internal Option<int?> Frequent { get; } = NumberOption.Whole(
        "--shortlist-frequent", 1, "Most frequent target tokens that are on every --shortlist. Default: as in the model.");
}
