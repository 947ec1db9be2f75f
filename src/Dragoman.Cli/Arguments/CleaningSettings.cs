using System.CommandLine;
using System.Globalization;
using Dragoman.Data;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that say which pairs are left out of a corpus.</summary>
internal sealed class CleaningSettings
{
    private readonly Option<int?> _minimum = NumberOption.Whole("--min-length", 1, "Leave out pairs with a side of fewer words.");
    private readonly Option<int?> _maximum = NumberOption.Whole("--max-length", 1, "Leave out pairs with a side of more words.");
    private readonly Option<float?> _ratio = NumberOption.Real("--max-ratio", 1, "Leave out pairs of which one side has more than X times as many words as the other.");
    private readonly Option<float?> _letters = NumberOption.Real("--min-letters", 0, "Leave out pairs with a side of which less than the share X, 0 to 1, are letters; digits and marks are none.");
    private readonly Option<bool> _characters = new("--characters") { Description = "Count lengths in characters instead of words; for languages that write no spaces." };
    private readonly Option<bool> _control = new("--drop-control") { Description = "Leave out pairs with control characters, TABs in a file of one side included." };
    private readonly Option<bool> _identical = new("--drop-identical") { Description = "Leave out pairs whose source and target are the same." };

    private readonly Option<bool> _duplicates = new("--drop-duplicates")
    {
        Description = "Leave out pairs that were there before. They are known by hashes of 64 bits: of a million pairs, one is taken for another in 1 of 37 million runs.",
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { _minimum, _maximum, _ratio, _letters, _characters, _control, _identical, _duplicates })
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.ValidValue(_letters) is > 1 and var share)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{_letters.Name} is {share}; it is a share, of 0 to 1."));
            }

            if (result.ValidValue(_minimum) is { } minimum && result.ValidValue(_maximum) is { } maximum && minimum > maximum)
            {
                result.AddError($"{_minimum.Name} {minimum} and {_maximum.Name} {maximum} leave no pair.");
            }

            if (result.GetResult(_characters) is not null && result.GetResult(_minimum) is null && result.GetResult(_maximum) is null && result.GetResult(_ratio) is null)
            {
                result.AddError($"{_characters.Name} would have no effect without {_minimum.Name}, {_maximum.Name} or {_ratio.Name}.");
            }
        });
    }

    /// <summary>What the user wants left out.</summary>
    /// <param name="arguments">The command line.</param>
    internal CleaningOptions Read(ParseResult arguments) => new()
    {
        MinimumLength = arguments.GetValue(_minimum),
        MaximumLength = arguments.GetValue(_maximum),
        MaximumRatio = arguments.GetValue(_ratio),
        MinimumLetterShare = arguments.GetValue(_letters),
        CountsCharacters = arguments.GetValue(_characters),
        DropsControlCharacters = arguments.GetValue(_control),
        DropsIdentical = arguments.GetValue(_identical),
        DropsDuplicates = arguments.GetValue(_duplicates),
    };
}
