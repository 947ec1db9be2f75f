using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dragoman.Cli;

/// <summary>Finds words of a command line that are surely slips of the pen, although they could be taken for sentences or names of files.</summary>
/// <param name="words">What the user typed.</param>
/// <param name="parsed">What was understood.</param>
internal sealed class TypedWords(string[] words, ParseResult parsed)
{
    private const string Dashes = "--";

    private static readonly SearchValues<char> OptionLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    /// <summary>Whether there is such a word where a verb is to run.</summary>
    internal bool HaveFault =>
        parsed.Action == parsed.CommandResult.Command.Action && (FindUnknownOption() ?? FindEmpty(parsed.CommandResult)) is not null;

    /// <summary>The first word before <c>--</c> that looks like an option but is none; null if there is none.</summary>
    internal string? FindUnknownOption()
    {
        IEnumerable<Option> options = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options);
        HashSet<string> known = [.. options.SelectMany(option => option.Aliases.Append(option.Name))];
        return words.TakeWhile(word => word != Dashes).FirstOrDefault(word => IsLikeOption(word) && !known.Contains(word));
    }

    /// <summary>What is wrong with a file, folder or argument that has an empty name; null if none has.</summary>
    /// <param name="typed">The verb.</param>
    internal static string? FindEmpty(CommandResult typed) => typed.Children.Select(child => child switch
    {
        OptionResult { Option.HelpName: "FILE" or "DIR" } option when option.Tokens.Any(IsEmpty) =>
            $"{option.Option.Name} is empty; it needs the name of a {(option.Option.HelpName == "DIR" ? "folder" : "file")}.",
        ArgumentResult argument when argument.Tokens.Count > 0 && argument.Tokens.All(IsEmpty) =>
            $"{typed.Command.Name} needs its {argument.Argument.Name.ToLowerInvariant()}: {argument.Argument.Description}",
        _ => null,
    }).FirstOrDefault(problem => problem is not null);

    private static bool IsLikeOption(string word) =>
        word.StartsWith(Dashes, StringComparison.Ordinal) && word.AsSpan().IndexOfAnyExcept(OptionLetters) < 0;

    private static bool IsEmpty(Token token) => token.Value.Length == 0;
}
