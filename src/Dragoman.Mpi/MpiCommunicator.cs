using Dragoman.Distributed;

namespace Dragoman.Mpi;

/// <summary>All processes that one <c>mpirun</c> has started.</summary>
/// <example><code>
/// using MpiCommunicator? ranks = MpiLauncher.IsPresent ? MpiCommunicator.Start() : null;
/// TrainingRequest request = new() { Training = new TsvCorpus("pairs.tsv"), Folder = "models/en-fr", Communicator = ranks };
/// new Trainer(request).Run();
/// </code></example>
public sealed class MpiCommunicator : ICommunicator, IDisposable
{
    private readonly MpiLibrary _library;
    private readonly WaitingWatch? _watch;
    private bool _isDisposed;

    private MpiCommunicator(MpiLibrary library, WaitingWatch? watch)
    {
        (_library, _watch, Rank, Size) = (library, watch, library.Rank(), library.Size());
        watch?.Start(Rank);
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Sets MPI up. A process can do so once.</summary>
    /// <param name="longestWait">
    /// How long a rank waits for the others before it takes them for lost and calls <paramref name="onLost"/>; null waits for ever. It must be more than one rank may
    /// need longer than another, such as to write a checkpoint.
    /// </param>
    /// <param name="onLost">Ends the process, for the call to MPI that waits cannot be taken back; called on a thread of its own.</param>
    /// <exception cref="ArgumentNullException">There is a longest wait, but nothing to do after it.</exception>
    /// <exception cref="MpiException">There is no MPI library, or it cannot be used.</exception>
    public static MpiCommunicator Start(TimeSpan? longestWait = null, Action<TimeSpan>? onLost = null)
    {
        if (longestWait is not null)
        {
            ArgumentNullException.ThrowIfNull(onLost); // Waiting so long, and then?
        }

        MpiLibrary library = MpiLibrary.Load();
        PoliteWaiting.Ask();
        library.Initialize();
        return new MpiCommunicator(library, longestWait is { } wait ? new WaitingWatch(wait, onLost!) : null);
    }

    /// <inheritdoc/>
    public void AllToAll(ReadOnlySpan<byte> pieces, Span<byte> received)
    {
        ThrowUnlessEqual(pieces.Length, received.Length, nameof(received));
        if (pieces.Length % Size != 0)
        {
            throw new ArgumentException($"{pieces.Length} bytes cannot be cut into {Size} pieces of one length.", nameof(pieces));
        }

        using WaitingWatch.Wait? wait = _watch?.Begin();
        _library.AllToAll(pieces, received, pieces.Length / Size);
    }

    /// <inheritdoc/>
    public void AllGather(ReadOnlySpan<byte> piece, Span<byte> received)
    {
        ThrowUnlessEqual(piece.Length * Size, received.Length, nameof(received));
        using WaitingWatch.Wait? wait = _watch?.Begin();
        _library.AllGather(piece, received, piece.Length);
    }

    /// <summary>Ends all processes of the job at once, this one too.</summary>
    /// <param name="exitCode">The exit code of the job.</param>
    public void Abort(int exitCode) => _library.Abort(exitCode);

    /// <summary>Takes leave of the others; all ranks must do so.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _watch?.Dispose();
            _library.Terminate();
        }
    }

    private static void ThrowUnlessEqual(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"There is room for {actual} bytes; {expected} will come.", name);
        }
    }
}
