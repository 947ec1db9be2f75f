namespace Dragoman.Distributed;

/// <summary>The processes that train one model together, as one of them sees them; a message-passing library implements it.</summary>
/// <remarks>
/// All ranks make the same calls in the same order. A call returns when this rank has what it is to receive. Calls come from several threads, never from two at
/// once.
/// </remarks>
public interface ICommunicator
{
    /// <summary>Number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>Number of processes, at least 1.</summary>
    int Size { get; }

    /// <summary>Sends each rank a piece and receives one from each.</summary>
    /// <param name="pieces">A piece for each rank, one after the other, all of one length on all ranks.</param>
    /// <param name="received">As many bytes; receives the pieces of all ranks, one after the other.</param>
    void AllToAll(ReadOnlySpan<byte> pieces, Span<byte> received);

    /// <summary>Sends each rank the same piece and receives one from each.</summary>
    /// <param name="piece">The piece, of one length on all ranks.</param>
    /// <param name="received">As many bytes for each rank; receives the pieces of all ranks, one after the other.</param>
    void AllGather(ReadOnlySpan<byte> piece, Span<byte> received);
}
