using System.Globalization;
using Dragoman.Distributed;
using Dragoman.Mpi;
using Dragoman.Optimization;

namespace Dragoman.Cli.Training;

/// <summary>A command as one of several processes that <c>mpirun</c> has started: when one fails, it says why, and all end.</summary>
internal static class RankedJob
{
    /// <summary>Does the work; alone, where no launcher has started the process.</summary>
    /// <param name="terminal">Where errors go.</param>
    /// <param name="longestWait">How long a process waits for the others before it takes them for lost.</param>
    /// <param name="verbose">Whether to show the stack trace of an error.</param>
    /// <param name="work">The work, given the processes that share it.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(Terminal terminal, TimeSpan longestWait, bool verbose, Func<ICommunicator?, int> work)
    {
        if (!MpiLauncher.IsPresent)
        {
            return work(null);
        }

        using var ranks = MpiCommunicator.Start(longestWait, waited => GiveUp(terminal, waited));
        try
        {
            return work(ranks);
        }
        catch (RankFailedException)
        {
            return ExitCode.Failure; // The other one reports it.
        }
        catch (Exception e) when (ranks.Size > 1)
        {
            bool isCommon = e is TrainingDivergedException; // All ranks have seen the same loss.
            int code = isCommon && ranks.Rank > 0 ? ExitCode.Failure : ErrorReport.Write(e, terminal, verbose, Name(ranks.Rank, ranks.Size));
            if (!isCommon)
            {
                ranks.Abort(code);
            }

            return code;
        }
    }

    private static string Name(int rank, int size) => $"rank {rank} of {size} on {Environment.MachineName}: ";

    private static void GiveUp(Terminal terminal, TimeSpan waited)
    {
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"error: Rank {MpiLauncher.Rank} on {Environment.MachineName} has waited {waited.TotalSeconds:N0} s for the other ranks: one hangs, or the network is cut. " +
            $"The last checkpoint is good; go on from it with --resume. If the ranks only need longer, give them more time with --rank-timeout."));
        Environment.Exit(ExitCode.Failure);
    }
}
