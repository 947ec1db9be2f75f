using System.CommandLine;
using Dragoman.Alignments;
using Dragoman.Serialization;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that replace unknown words of translations.</summary>
internal sealed class UnknownSettings
{
    private readonly Option<bool> _replace = new("--replace-unknown")
    {
        Description = "Replace each <unk> by the source word looked at most, or by its entry in the dictionary.",
    };

    private readonly Option<string?> _dictionary = new("--dictionary")
    {
        Description = "For --replace-unknown: source word, TAB, target word per line, perhaps TAB and probability (the best counts).",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="search">Its options for the search.</param>
    internal void AddTo(Command verb, SearchSettings search)
    {
        verb.Add(_replace);
        verb.Add(_dictionary);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(_dictionary) is not null && !result.GetValue(_replace))
            {
                result.AddError($"{_dictionary.Name} needs {_replace.Name}.");
            }
            else if (result.GetValue(_replace) && search.UnknownRuleIn(result) is { } rule)
            {
                result.AddError($"{_replace.Name} would have no effect: with {rule} there is no <unk> to replace.");
            }
        });
    }

    /// <summary>The file of the dictionary, or null.</summary>
    /// <param name="arguments">The command line.</param>
    internal string? DictionaryOf(ParseResult arguments) => arguments.GetValue(_dictionary);

    /// <summary>Notes what translations depend on.</summary>
    /// <param name="settings">Where to note it, by name.</param>
    /// <param name="arguments">The command line.</param>
    internal void NoteIn(Dictionary<string, string> settings, ParseResult arguments)
    {
        if (arguments.GetValue(_replace))
        {
            settings[_replace.Name] = DictionaryOf(arguments) is { } path ? $"by a dictionary of checksum {FileChecksum.Of(path).Text}" : "by source words";
        }
    }

    /// <summary>What the user wants done with each translation.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="translator">The model.</param>
    /// <exception cref="CommandException">The model has no attention to replace words by.</exception>
    internal Func<Translation, Translation> Apply(ParseResult arguments, Translator translator)
    {
        if (!arguments.GetValue(_replace))
        {
            return translation => translation;
        }

        CommandException.ThrowIfNoAttention(translator, "no source word to replace <unk> by");
        BilingualLexicon? lexicon = arguments.GetValue(_dictionary) is { } path ? BilingualLexicon.Load(path) : null;
        return translation => translator.ReplaceUnknown(translation, lexicon);
    }
}
