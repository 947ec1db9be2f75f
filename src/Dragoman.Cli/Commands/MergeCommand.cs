using System.CommandLine;
using System.Text;
using Dragoman.Cli.Arguments;
using Dragoman.Shards;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman merge</c>: puts the parts of a translation together in the order of the input.</summary>
internal sealed class MergeCommand : Command
{
    private const int MostCommands = 20;

    private readonly Terminal _terminal;
    private readonly Option<string[]> _shards = new("--shards")
    {
        Description = "Outputs of all parts, in any order, such as out.*; the notes and unfinished outputs beside them may be among the names.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly OutputOption _output = new("the translations");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    internal MergeCommand(Terminal terminal)
        : base("merge", "Put the outputs of `dragoman translate --shard` together in the order of the input, after a check that all parts are there, whole, and of one translation.")
    {
        _terminal = terminal;
        Add(_shards);
        _output.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string[] outputs = [.. OutputsIn(arguments.GetValue(_shards)!)];
        InputFiles inputs = new InputFiles(_terminal).Add(outputs.SelectMany(path => new[] { path, path + ShardNote.Ending, path + PartialFile.Ending }));
        TextOutput output = _output.Open(arguments, _terminal, inputs);
        ShardSet shards = new(outputs.Select(ShardFile.TargetOf));
        if (shards.Gaps.Count > 0)
        {
            throw new CommandException(Describe(shards));
        }

        output.Write(shards.Write);
        return ExitCode.Success;
    }

    /// <summary>The outputs that names stand for: a note or an unfinished output, as a pattern of the shell finds them, stands for the output.</summary>
    private static IEnumerable<string> OutputsIn(string[] names)
    {
        string[] endings = [ShardNote.Ending, PartialFile.Ending];
        ILookup<bool, string> beside = names.ToLookup(name => endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)));
        IEnumerable<string> meant = beside[true].Select(name => endings.Aggregate(name, (rest, ending) => rest.EndsWith(ending, StringComparison.Ordinal) ? rest[..^ending.Length] : rest));
        return beside[false].Concat(meant.Distinct().Except(beside[false]));
    }

    private static string Describe(ShardSet shards)
    {
        (string, ShardNote)[] known = [.. shards.Parts];
        StringBuilder text = new($"{shards.Gaps.Count} of {shards.Count} parts {(shards.Gaps.Count == 1 ? "is" : "are")} not there in whole. Make what is missing, then merge again:");
        foreach (ShardGap gap in shards.Gaps.Take(MostCommands))
        {
            text.Append($"\n  part {gap.Part} {gap.Problem}: {ShardCommand.For(gap.Part, known)}");
        }

        return shards.Gaps.Count > MostCommands ? text.Append($"\n  and {shards.Gaps.Count - MostCommands} more").ToString() : text.ToString();
    }
}
