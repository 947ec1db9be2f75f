using System.Runtime.InteropServices;

namespace Dragoman.Mpi;

/// <summary>Makes Open MPI give the processor away while it waits, for the threads that compute need it; whoever starts the job may say otherwise.</summary>
internal static partial class PoliteWaiting
{
    private const string Variable = "OMPI_MCA_mpi_yield_when_idle";

    /// <summary>Asks for it; has no effect once MPI is set up.</summary>
    internal static void Ask()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable(Variable, "1", overwrite: 0); // The library does not see what the runtime's own method sets.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
