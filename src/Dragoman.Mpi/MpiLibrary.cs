using System.Runtime.InteropServices;

namespace Dragoman.Mpi;

/// <summary>The eight functions of an MPI library that is installed on this machine.</summary>
/// <remarks>
/// Open MPI's handles are addresses of objects that the library exports; those of MPICH and of all that share its binary interface (Intel MPI, MVAPICH) are numbers.
/// Both are passed as <see cref="nint"/>.
/// </remarks>
internal sealed unsafe class MpiLibrary
{
    private const string FileVariable = "DRAGOMAN_MPI";
    private const int Serialized = 2; // MPI_THREAD_SERIALIZED: calls from any thread, one at a time

    private readonly nint _library;
    private readonly nint _world;
    private readonly nint _byte;
    private readonly nint _ignoredStatus; // MPI_STATUS_IGNORE

    private MpiLibrary(nint library)
    {
        _library = library;
        if (NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _world))
        {
            (_byte, _ignoredStatus) = (NativeLibrary.GetExport(library, "ompi_mpi_byte"), 0);
        }
        else
        {
            (_world, _byte, _ignoredStatus) = (0x44000000, 0x4c00010d, 1);
        }
    }

    /// <summary>Loads the library that fits the launcher of this process.</summary>
    /// <exception cref="MpiException">There is none.</exception>
    internal static MpiLibrary Load()
    {
        string? chosen = Environment.GetEnvironmentVariable(FileVariable);
        string[] names = chosen is not null ? [chosen] : [.. Names()];
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new MpiLibrary(library);
            }
        }

        throw new MpiException(
            $"The process was started by an MPI launcher, but no MPI library could be loaded here: tried {string.Join(", ", names)}. " +
            $"Install the one that the launcher belongs to (Debian: libopenmpi3 or libmpich12), or name its file in the environment variable {FileVariable}.");
    }

    /// <summary>Sets MPI up for this process.</summary>
    internal void Initialize()
    {
        int provided;
        Check(((delegate* unmanaged[Cdecl]<nint, nint, int, int*, int>)Function("MPI_Init_thread"))(0, 0, Serialized, &provided), "MPI_Init_thread");
        if (provided < Serialized)
        {
            throw new MpiException("The MPI library was built without support for several threads (MPI_THREAD_SERIALIZED). Install one that has it.");
        }
    }

    /// <summary>Number of this process.</summary>
    internal int Rank() => Ask("MPI_Comm_rank");

    /// <summary>Number of processes.</summary>
    internal int Size() => Ask("MPI_Comm_size");

    /// <summary>Sends each rank its piece, and receives one from each.</summary>
    internal void AllToAll(ReadOnlySpan<byte> sent, Span<byte> received, int pieceLength) => Exchange("MPI_Ialltoall", sent, received, pieceLength);

    /// <summary>Sends each rank the same piece, and receives one from each.</summary>
    internal void AllGather(ReadOnlySpan<byte> sent, Span<byte> received, int pieceLength) => Exchange("MPI_Iallgather", sent, received, pieceLength);

    /// <summary>Ends all processes of the job.</summary>
    internal void Abort(int exitCode) => ((delegate* unmanaged[Cdecl]<nint, int, int>)Function("MPI_Abort"))(_world, exitCode);

    /// <summary>Takes leave of the others.</summary>
    internal void Terminate() => Check(((delegate* unmanaged[Cdecl]<int>)Function("MPI_Finalize"))(), "MPI_Finalize");

    private static IEnumerable<string> Names()
    {
        string[] open = OperatingSystem.IsMacOS() ? ["libmpi.40.dylib"] : ["libmpi.so.40"];
        string[] others = OperatingSystem.IsMacOS() ? ["libmpi.12.dylib"] : ["libmpich.so.12", "libmpi.so.12"];
        return MpiLauncher.WantsOpenMpi switch
        {
            true => open,
            false => others,
            null => open.Concat(others),
        };
    }

    private int Ask(string name)
    {
        int answer;
        Check(((delegate* unmanaged[Cdecl]<nint, int*, int>)Function(name))(_world, &answer), name);
        return answer;
    }

    /// <summary>Begins an exchange and looks for its end now and then: the library's own waiting would take half of the processor from a thread that computes there.</summary>
    private void Exchange(string name, ReadOnlySpan<byte> sent, Span<byte> received, int pieceLength)
    {
        var begin = (delegate* unmanaged[Cdecl]<byte*, int, nint, byte*, int, nint, nint, nint*, int>)Function(name);
        var test = (delegate* unmanaged[Cdecl]<nint*, int*, nint, int>)Function("MPI_Test");
        fixed (byte* from = sent, to = received)
        {
            nint request;
            Check(begin(from, pieceLength, _byte, to, pieceLength, _byte, _world, &request), name);
            for (int isDone = 0; isDone == 0;)
            {
                Check(test(&request, &isDone, _ignoredStatus), "MPI_Test");
                if (isDone == 0)
                {
                    PoliteWaiting.Pause();
                }
            }
        }
    }

    private nint Function(string name) => NativeLibrary.TryGetExport(_library, name, out nint address)
        ? address
        : throw new MpiException($"The MPI library has no function {name}. Name the file of another one in the environment variable {FileVariable}.");

    private static void Check(int error, string function)
    {
        if (error != 0)
        {
            throw new MpiException($"{function} failed with error {error} of the MPI library.");
        }
    }
}
