using System.Globalization;
using System.Text.RegularExpressions;
using Dragoman.Cli.Arguments;
using Dragoman.Messages;
using Dragoman.Shards;

namespace Dragoman.Cli;

/// <summary>The command that makes a part, told from those that made others.</summary>
internal static partial class ShardCommand
{
    private const string Input = "--input";
    private const string Output = "--output";
    private const string Part = "--shard";
    private const string Resume = "--resume";
    private const int MostCharacters = 4000;

    /// <summary>The command, as a person would type it.</summary>
    /// <param name="part">The part to make.</param>
    /// <param name="known">Outputs and notes of parts of the same division; one at least.</param>
    internal static string For(Shard part, IReadOnlyCollection<(string Path, ShardNote Note)> known)
    {
        (_, ShardNote note) = known.FirstOrDefault(other => other.Note.Part == part, known.First());
        List<string> words = [.. note.Command.Select(word => Excerpt.Of(word, MostCharacters))];
        Replace(words, Part, part.ToString());
        if (note.Part != part)
        {
            Replace(words, Output, OutputOf(part, [.. known.Select(other => (ValueOf(other.Note.Command, Output), other.Note.Shard))]));
        }

        string input = ValueOf(words, Input) is "" or TextOutput.Standard ? " < INPUT" : "";
        return ShellText.Command(words.Contains(Resume) ? words : words.Append(Resume)) + input;
    }

    /// <summary>The name of an output by the pattern of the others, which have their number in their names; else a word that stands for it.</summary>
    private static string OutputOf(Shard part, IReadOnlyList<(string Name, int Number)> known)
    {
        (string name, int number) = known[0];
        return Numbers().Matches(name)
            .Where(place => int.TryParse(place.Value, CultureInfo.InvariantCulture, out int value) && value == number)
            .Select(place => (Func<int, string>)(other =>
                name[..place.Index] + other.ToString(CultureInfo.InvariantCulture).PadLeft(place.Value[0] == '0' ? place.Length : 0, '0') + name[(place.Index + place.Length)..]))
            .LastOrDefault(pattern => known.All(other => pattern(other.Number) == other.Name))?.Invoke(part.Number) ?? "FILE";
    }

    private static string ValueOf(IReadOnlyList<string> words, string option) => words.SkipWhile(word => word != option).ElementAtOrDefault(1) ?? "";

    private static void Replace(List<string> words, string option, string value)
    {
        int place = words.IndexOf(option);
        if (place < 0)
        {
            words.AddRange([option, value]); // A text that was translated whole has no part.
        }
        else if (place + 1 < words.Count)
        {
            words[place + 1] = value;
        }
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
