using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dragoman.Cli.Arguments;

/// <summary>The sentence that a verb is about, and <c>--target</c>, a translation to take instead of the model's own.</summary>
/// <param name="purpose">What the verb does with a given translation, such as <c>look at</c>.</param>
internal sealed class SentenceArgument(string purpose)
{
    private readonly Argument<string[]> _words = new("sentence")
    {
        Description = "The sentence to translate; after -- if it begins with a dash.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _target = new("--target")
    {
        Description = $"A translation to {purpose} instead of the model's own.",
        HelpName = "TEXT",
    };

    /// <summary>The option that gives a translation.</summary>
    internal Option<string?> Target => _target;

    /// <summary>Adds both to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_words);
        verb.Add(_target);
    }

    /// <summary>Adds an error if a translation is given with an option of the search, as nothing is searched for then.</summary>
    /// <param name="result">The verb as it was typed.</param>
    /// <param name="searching">Name of the option of the search that is given, or null.</param>
    internal void CheckSearch(CommandResult result, string? searching)
    {
        if (result.GetResult(_target) is not null && searching is not null)
        {
            result.AddError($"{searching} would have no effect: with {_target.Name} nothing is searched for.");
        }
    }

    /// <summary>What the user typed: the words are one sentence. Columns or objects in it are warned of.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <returns>The sentence, and the translation or null.</returns>
    internal (string Sentence, string? Target) Read(ParseResult arguments, Terminal terminal)
    {
        (string sentence, string? target) = (string.Join(' ', arguments.GetValue(_words)!), arguments.GetValue(_target));
        SentenceWarning.CheckArgument(terminal, "the sentence", sentence);
        SentenceWarning.CheckArgument(terminal, _target.Name, target);
        return (sentence, target);
    }
}
