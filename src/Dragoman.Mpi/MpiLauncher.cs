using System.Globalization;

namespace Dragoman.Mpi;

/// <summary>What the environment says about the program that has started this process, such as <c>mpirun</c>; no MPI library is needed to ask.</summary>
public static class MpiLauncher
{
    private const string OpenMpi = "OMPI_COMM_WORLD_";
    private const string Hydra = "PMI_"; // MPICH, Intel MPI, MVAPICH, and Slurm with pmi2
    private const string Pmix = "PMIX_"; // Slurm with pmix

    /// <summary>Whether the process is one of a job that an MPI launcher has started.</summary>
    public static bool IsPresent => IsOpenMpi || Number(Hydra + "RANK") is not null || Number(Pmix + "RANK") is not null;

    /// <summary>Number of processes of the job, if the launcher says so before MPI is set up.</summary>
    public static int? Size => Number(OpenMpi + "SIZE") ?? Number(Hydra + "SIZE");

    /// <summary>Number of this process, if the launcher says so before MPI is set up.</summary>
    public static int? Rank => Number(OpenMpi + "RANK") ?? Number(Hydra + "RANK") ?? Number(Pmix + "RANK");

    /// <summary>Whether the launcher is Open MPI's.</summary>
    internal static bool IsOpenMpi => Number(OpenMpi + "RANK") is not null;

    /// <summary>Whether the launcher works with Open MPI only, or with others only, or with both.</summary>
    internal static bool? WantsOpenMpi => IsOpenMpi ? true : Number(Hydra + "RANK") is not null ? false : null;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
