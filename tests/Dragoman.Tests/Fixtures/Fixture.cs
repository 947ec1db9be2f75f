using Dragoman.Numerics;
using Dragoman.Serialization;

namespace Dragoman.Tests.Fixtures;

/// <summary>One file of reference values; README.md beside this file says what the files hold.</summary>
internal sealed class Fixture : IDisposable
{
    /// <summary>Bound of the difference of values, relative to the largest expected value.</summary>
    internal const double ValueTolerance = 1e-5;

    /// <summary>Bound of the difference of gradients, relative to the largest expected gradient.</summary>
    internal const double GradientTolerance = 1e-4;

    private readonly SafetensorsFile _file;

    private Fixture(SafetensorsFile file)
    {
        _file = file;
    }

    internal static Fixture Open(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dragoman.slnx")))
        {
            folder = folder.Parent;
        }

        string root = folder?.FullName ?? throw new DirectoryNotFoundException("Dragoman.slnx was not found above the test assembly.");
        return new Fixture(SafetensorsFile.Open(Path.Combine(root, "tests", "Dragoman.Tests", "Fixtures", name + ".safetensors")));
    }

    internal IEnumerable<string> Names => _file.Tensors.Select(tensor => tensor.Name);

    internal bool Contains(string name) => _file.Contains(name);

    /// <summary>A tensor as a matrix; the outer axes of a deeper one are merged into rows.</summary>
    internal Matrix Read(string name) => _file.Read(name);

    internal int[] Integers(string name) => [.. _file.ReadArray<long>(name).Select(value => checked((int)value))];

    internal int Size(string name, int axis) => checked((int)_file.Find(name).Shape[axis]);

    /// <summary>Copies a tensor into a parameter of the same number of elements.</summary>
    internal void CopyTo(string name, Matrix destination) => Read(name).Span.CopyTo(destination.Span);

    public void Dispose() => _file.Dispose();

    internal static void AssertValues(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what) =>
        AssertClose(expected, actual, ValueTolerance, what);

    internal static void AssertGradient(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what) =>
        AssertClose(expected, actual, GradientTolerance, what);

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} elements, got {actual.Length}.");
        double largest = 0;
        double worst = 0;
        int worstIndex = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)expected[i]));
            double difference = Math.Abs((double)actual[i] - expected[i]);
            if (!(difference <= worst)) // A NaN counts as the worst.
            {
                (worst, worstIndex) = (difference, i);
            }
        }

        Assert.True(
            worst <= tolerance * largest,
            $"{what}: element {worstIndex} should be {(expected.Length > 0 ? expected[worstIndex] : 0)}, " +
            $"got {(expected.Length > 0 ? actual[worstIndex] : 0)}; the largest is {largest}.");
    }
}
