using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Configuration;

namespace Dragoman.Cli;

/// <summary>Says what is wrong with a command line, and what may have been meant.</summary>
/// <param name="words">What the user typed.</param>
/// <param name="parsed">What was understood.</param>
internal sealed class UsageReport(TypedWords words, ParseResult parsed)
{
    private Command Verb => parsed.CommandResult.Command;

    /// <summary>Writes it.</summary>
    /// <param name="error">Where to.</param>
    internal void Write(TextWriter error)
    {
        if ((words.FindUnknownOption() ?? (parsed.UnmatchedTokens is [{ } first, ..] ? first : null)) is { } unknown)
        {
            error.WriteLine($"error: {DescribeUnknown(unknown)}"); // The other errors mostly follow from this one.
        }
        else if ((FindMissing() ?? TypedWords.FindEmpty(parsed.CommandResult)) is { } missing)
        {
            error.WriteLine($"error: {missing}");
        }
        else
        {
            foreach (ParseError problem in parsed.Errors)
            {
                error.WriteLine($"error: {problem.Message}");
            }
        }

        error.WriteLine($"See: {string.Join(' ', Path(parsed.CommandResult))} --help");
    }

    private string DescribeUnknown(string word)
    {
        if (word.StartsWith('-'))
        {
            return $"There is no option {word} here.{DescribeChoice(word) ?? Suggestion.For(word, Known())}";
        }

        return Verb.Subcommands.Count > 0
            ? $"There is no command {word} here.{Suggestion.For(word, Known())}"
            : $"There is no argument {word} here. {HowToGive(word)}";
    }

    /// <summary>An option that has the word among its values, such as <c>--format json</c> for <c>--json</c>.</summary>
    private string? DescribeChoice(string word) =>
        Verb.Options.FirstOrDefault(option => option.HelpName?.Contains('|', StringComparison.Ordinal) == true && option.HelpName.Split('|').Contains(word.TrimStart('-'))) is { } option
            ? $" Did you mean \"{option.Name} {word.TrimStart('-')}\"?"
            : null;

    private string HowToGive(string word)
    {
        bool readsSentences = Verb.Options.Any(option => option.Name == "--input");
        return readsSentences && !File.Exists(word)
            ? $"Sentences come from a file, --input FILE, or from standard input, such as: echo {ShellText.Quote(word)} | {string.Join(' ', Path(parsed.CommandResult))} …"
            : $"Files and values are named by options, such as {(readsSentences ? $"--input {ShellText.Quote(word)}" : "--data FILE")}.";
    }

    /// <summary>What a verb lacks: one of its own verbs, or an argument; null if it has both.</summary>
    private string? FindMissing() => Verb.Subcommands.Count > 0 && Verb.Action is null
        ? $"{Verb.Name} needs one of: {string.Join(", ", Verb.Subcommands.Select(command => command.Name))}."
        : Verb.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.CommandResult.GetResult(argument) is null or { Tokens.Count: 0 }) is { } argument
            ? $"{Verb.Name} needs its {argument.Name.ToLowerInvariant()}: {argument.Description}"
            : null;

    private IEnumerable<string> Known() => new[] { Verb, parsed.RootCommandResult.Command }
        .SelectMany(command => command.Options.Select(option => option.Name).Concat(command.Subcommands.Select(verb => verb.Name)));

    private static IEnumerable<string> Path(SymbolResult? result) =>
        result is CommandResult command ? Path(command.Parent).Append(command.Parent is null ? "dragoman" : command.Command.Name) : [];
}
