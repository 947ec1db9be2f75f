using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Distributed;

/// <summary>The processes that train one model together, or the one that trains alone: what they agree on, and who fails.</summary>
/// <param name="communicator">Carries the messages; null for a process alone.</param>
internal sealed class RankGroup(ICommunicator? communicator)
{
    /// <summary>A process that trains alone.</summary>
    internal static RankGroup Alone { get; } = new(null);

    /// <summary>Number of this process, from 0.</summary>
    internal int Rank => communicator?.Rank ?? 0;

    /// <summary>Number of processes.</summary>
    internal int Count => communicator?.Size ?? 1;

    /// <summary>Whether there are others.</summary>
    internal bool HasOthers => Count > 1;

    /// <summary>Whether this is the process that writes the model folder.</summary>
    internal bool IsFirst => Rank == 0;

    /// <summary>Sends each rank a piece of numbers and receives one from each.</summary>
    /// <param name="pieces">[ranks · length] A piece for each rank.</param>
    /// <param name="received">[ranks · length] Receives the pieces of all ranks.</param>
    internal void AllToAll<T>(ReadOnlySpan<T> pieces, Span<T> received)
        where T : unmanaged
    {
        if (communicator is null)
        {
            pieces.CopyTo(received);
        }
        else
        {
            communicator.AllToAll(MemoryMarshal.AsBytes(pieces), MemoryMarshal.AsBytes(received));
        }
    }

    /// <summary>Sends each rank the same numbers and receives as many from each.</summary>
    /// <param name="piece">[length]</param>
    /// <param name="received">[ranks · length] Receives those of all ranks.</param>
    internal void AllGather<T>(ReadOnlySpan<T> piece, Span<T> received)
        where T : unmanaged
    {
        if (communicator is null)
        {
            piece.CopyTo(received);
        }
        else
        {
            communicator.AllGather(MemoryMarshal.AsBytes(piece), MemoryMarshal.AsBytes(received));
        }
    }

    /// <summary>One value of each rank, by rank.</summary>
    /// <param name="own">The value of this one.</param>
    internal T[] AllGather<T>(T own)
        where T : unmanaged
    {
        T[] all = new T[Count];
        AllGather([own], all.AsSpan());
        return all;
    }

    /// <summary>One text of each rank, by rank.</summary>
    /// <param name="own">The text of this one.</param>
    internal string[] AllGather(string own)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(own);
        int[] lengths = AllGather(bytes.Length);
        int longest = lengths.Max();
        byte[] piece = new byte[longest];
        byte[] received = new byte[longest * Count];
        bytes.CopyTo(piece, 0);
        AllGather(piece, received.AsSpan());
        return [.. lengths.Select((length, rank) => Encoding.UTF8.GetString(received, rank * longest, length))];
    }

    /// <summary>Waits until all ranks have come here.</summary>
    internal void Meet() => AllGather((byte)0);

    /// <summary>Does something that may fail on each rank, and goes on only if it has failed on none.</summary>
    /// <param name="work">The work, without messages to other ranks.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="RankFailedException">It failed on another rank, and not here or in the same way on a lower rank.</exception>
    internal T Together<T>(Func<T> work)
    {
        if (!HasOthers)
        {
            return work();
        }

        T result = default!;
        Exception? failure = null;
        try
        {
            result = work();
        }
        catch (Exception e)
        {
            failure = e;
        }

        string own = failure is null ? "" : failure.Message.Length > 0 ? failure.Message : failure.GetType().Name;
        string[] reasons = AllGather(own);
        int first = Array.FindIndex(reasons, reason => reason.Length > 0);
        if (first < 0)
        {
            return result;
        }

        bool isTold = failure is null || (Rank != first && reasons[first] == own); // One who says it is enough.
        throw isTold ? new RankFailedException(first, reasons[first]) : failure!;
    }

    /// <inheritdoc cref="Together{T}"/>
    internal void Together(Action work) => Together(() =>
    {
        work();
        return true;
    });
}
