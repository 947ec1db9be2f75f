using System.CommandLine;
using Dragoman.Shards;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that divide a translation into parts and go on with one that was cut off.</summary>
internal sealed class ShardSettings
{
    private readonly Option<Shard?> _shard = new("--shard")
    {
        Description =
            "Translate one of N parts only, such as that of an array job: the K-th has lines K, K+N, K+2N and so on, so that parts of any input are taken as it is read, and equally hard. " +
            "`dragoman merge` puts them together. Needs --output.",
        HelpName = "K/N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            Shard? shard = Shard.Parse(text);
            if (shard is null)
            {
                result.AddError($"--shard is \"{text}\"; it must be K/N, for the K-th of N parts, with K from 1 to N and N of at most {Shard.MostParts}.");
            }

            return shard;
        },
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Keep what is done beside the output, and go on with it after a kill or a full disk, to the same bytes; begin where there is nothing, and end at once where all is done. Needs --output.",
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_shard);
        verb.Add(_resume);
    }

    /// <summary>Which part the user wants.</summary>
    /// <param name="arguments">The command line.</param>
    internal Shard PartOf(ParseResult arguments) => arguments.GetValue(_shard) ?? Shard.Whole;

    /// <summary>The path of an output that is to be kept as it grows; null if it is to be written in one go.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">The output.</param>
    /// <param name="inputs">What is read, which must not be overwritten.</param>
    /// <exception cref="CommandException">There is nothing to keep it beside, or a file that is read would be overwritten.</exception>
    /// <exception cref="IOException">The output is a pipe or a device.</exception>
    internal string? TargetOf(ParseResult arguments, TextOutput output, InputFiles inputs)
    {
        bool isPart = arguments.GetValue(_shard) is not null;
        if (!isPart && !arguments.GetValue(_resume))
        {
            return null;
        }

        if (output.IsStandard)
        {
            throw new CommandException($"{(isPart ? _shard.Name : _resume.Name)} needs --output FILE: what is done so far is kept beside it.", ExitCode.Usage);
        }

        if (output.IsCompressed)
        {
            throw new CommandException(
                $"{(isPart ? _shard.Name : _resume.Name)} cannot write {output.Name} compressed, for a file that grows piece by piece is kept as it is. Leave out .gz, and compress it when it is whole.", ExitCode.Usage);
        }

        string target = ShardFile.TargetOf(output.Name);
        inputs.ThrowIfOverwritten(target + PartialFile.Ending);
        inputs.ThrowIfOverwritten(target + ShardNote.Ending);
        return target;
    }

    /// <summary>Begins the output, or goes on with it.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="target">Its path, from <see cref="TargetOf"/>.</param>
    /// <param name="settings">What it depends on besides the input, by name.</param>
    /// <param name="isNumbered">Whether its lines begin with the number of their line in the input.</param>
    /// <exception cref="IOException">What is there is damaged, of other settings, or would be lost; or the folder cannot be written.</exception>
    internal ShardFile Open(ParseResult arguments, string target, IReadOnlyDictionary<string, string> settings, bool isNumbered)
    {
        Shard part = PartOf(arguments);
        ShardNote wanted = new()
        {
            Shard = part.Number,
            Of = part.Count,
            Numbered = isNumbered,
            Settings = settings,
            Command = [.. arguments.Tokens.Select(token => token.Value)],
        };
        return ShardFile.Open(target, wanted, arguments.GetValue(_resume));
    }
}
