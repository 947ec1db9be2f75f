using System.Runtime.InteropServices;

namespace Dragoman.Mpi;

/// <summary>Waits without taking the processor from the threads that compute.</summary>
internal static partial class PoliteWaiting
{
    private const string YieldsWhenIdle = "OMPI_MCA_mpi_yield_when_idle";
    private const uint Microseconds = 20; // The system adds some 50.

    /// <summary>Asks Open MPI to give the processor away where it waits by itself, such as at the start, unless whoever starts the job says otherwise.</summary>
    internal static void Ask() => _ = SetVariable(YieldsWhenIdle, "1", overwrite: 0); // The library does not see what the runtime's own method sets.

    /// <summary>Lets other threads have the processor for a short while.</summary>
    internal static void Pause() => _ = Sleep(Microseconds);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sleep(uint microseconds);
}
