using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Dragoman.TestKit;

/// <summary>Runs tests again in child processes whose processor seems to lack some vector instructions.</summary>
public static class InstructionSets
{
    /// <summary>Names the vector width, in bits, that a child process must find; absent in an ordinary run.</summary>
    private const string WidestVariable = "DRAGOMAN_WIDEST_VECTOR";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Settings of the .NET runtime that take vector instructions away, with the width in bits that remains.</summary>
    public static IReadOnlyList<(string Variable, int WidestVector)> Restrictions { get; } =
    [
        ("DOTNET_EnableAVX512", 256),
        ("DOTNET_EnableAVX2", 128),
        ("DOTNET_EnableHWIntrinsic", 0),
    ];

    /// <summary>True in a process that <see cref="Rerun"/> started.</summary>
    public static bool IsRestricted => Environment.GetEnvironmentVariable(WidestVariable) is not null;

    /// <summary>Width in bits of the widest vectors that the runtime accelerates here; 0 without any.</summary>
    public static int WidestVector =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>True unless the process was started to be restricted and is not.</summary>
    public static bool AreAsDemanded =>
        Environment.GetEnvironmentVariable(WidestVariable) is not { } widest ||
        WidestVector <= int.Parse(widest, CultureInfo.InvariantCulture);

    /// <summary>Runs the tests of one class in a child process under a restriction.</summary>
    /// <param name="testClass">Class in the running test executable; one of its tests must assert <see cref="AreAsDemanded"/>.</param>
    /// <param name="variable">One of <see cref="Restrictions"/>.</param>
    /// <returns>The exit code, 0 when all tests passed, and everything the child printed.</returns>
    /// <exception cref="TimeoutException">The child did not end within two minutes.</exception>
    public static (int ExitCode, string Output) Rerun(Type testClass, string variable)
    {
        ArgumentNullException.ThrowIfNull(testClass);
        (_, int widest) = Restrictions.Single(restriction => restriction.Variable == variable);
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { testClass.Assembly.Location, "-class", testClass.FullName! },
            Environment = { [variable] = "0", [WidestVariable] = widest.ToString(CultureInfo.InvariantCulture) },
        };

        using Process child = Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        Task<string> errors = child.StandardError.ReadToEndAsync();
        if (!child.WaitForExit(Patience))
        {
            child.Kill(entireProcessTree: true);
            throw new TimeoutException($"{testClass.Name} under {variable}=0 did not end within {Patience}.");
        }

        return (child.ExitCode, output.Result + errors.Result);
    }
}
