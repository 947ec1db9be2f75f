using System.CommandLine;
using Dragoman.Distributed;
using Dragoman.Mpi;

namespace Dragoman.Cli.Arguments;

/// <summary>The options of a training that several processes share.</summary>
internal sealed class RankOptions
{
    private const int DefaultWait = 300;

    private readonly Option<ExchangePrecision?> _gradients = ChoiceOption.Create<ExchangePrecision>(
        "--gradients",
        "Under mpirun: how wide gradients travel between processes, in 32 bits or in 16 with what rounding takes added to the next ones. Default: full.");

    private readonly Option<bool> _noOverlap = new("--no-overlap")
    {
        Description = "Under mpirun: send gradients only when all are computed; the results are the same.",
    };

    private readonly Option<int?> _timeout = NumberOption.Whole(
        "--rank-timeout",
        1,
        2_000_000,
        $"Under mpirun: seconds after which a process that waits for the others takes them for lost, and the job ends. Default: {DefaultWait}.");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    internal void AddTo(Command command)
    {
        command.Add(_gradients);
        command.Add(_noOverlap);
        command.Add(_timeout);
    }

    /// <summary>How gradients are exchanged.</summary>
    /// <param name="arguments">The command line.</param>
    internal ExchangeOptions Exchange(ParseResult arguments) =>
        new(arguments.GetValue(_gradients) ?? ExchangePrecision.Full, !arguments.GetValue(_noOverlap));

    /// <summary>How long a process waits for the others.</summary>
    /// <param name="arguments">The command line.</param>
    internal TimeSpan LongestWait(ParseResult arguments) => TimeSpan.FromSeconds(arguments.GetValue(_timeout) ?? DefaultWait);

    /// <summary>Throws when an option is given to a process alone, where it has no effect.</summary>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="CommandException">One is.</exception>
    internal void ThrowIfIdle(ParseResult arguments)
    {
        if (!MpiLauncher.IsPresent && new Option[] { _gradients, _noOverlap, _timeout }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } idle)
        {
            throw new CommandException($"{idle.Name} has no effect, for no mpirun has started this process. Leave it out, or start the training with mpirun.", ExitCode.Usage);
        }
    }
}
