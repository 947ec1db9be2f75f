using System.CommandLine;
using Dragoman.Server.Security;

namespace Dragoman.Cli.Serving;

/// <summary>The API keys of a server: from a file, or from the environment, but never from the command line, which others can see.</summary>
internal sealed class KeySettings
{
    private const string Variable = "DRAGOMAN_API_KEYS";

    private readonly Option<string?> _file = new("--api-key-file")
    {
        Description = $"File of API keys, one a line, one of which a caller must send. Default: those in {Variable}, parted by blanks; without any, no key is needed.",
        HelpName = "FILE",
    };

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb) => verb.Add(_file);

    /// <summary>Reads the keys.</summary>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="CommandException">They are not keys, or the variable is there without any.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal ApiKeys Read(ParseResult arguments)
    {
        try
        {
            return arguments.GetValue(_file) is { } file ? ApiKeys.Parse(File.ReadAllText(file), file)
                : Environment.GetEnvironmentVariable(Variable) is { } keys ? Parse(keys)
                : ApiKeys.None;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"{arguments.GetValue(_file)}: the file does not exist. Name a file of API keys, one a line.", ExitCode.Usage);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{arguments.GetValue(_file)} cannot be read: it is a folder, or access is denied. Name a file of API keys.");
        }
        catch (InvalidDataException e)
        {
            throw new CommandException(e.Message, ExitCode.Usage);
        }
    }

    /// <summary>An empty variable is a secret that was lost on its way, and must not open the server.</summary>
    private static ApiKeys Parse(string keys) => string.IsNullOrWhiteSpace(keys)
        ? throw new InvalidDataException($"{Variable} is set, but holds no API key. Set it to keys parted by blanks, such as what openssl rand -hex 32 prints, or unset it to let everybody in.")
        : ApiKeys.Parse(string.Join('\n', keys.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Variable);
}
