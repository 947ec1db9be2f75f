using System.Runtime.InteropServices;
using Dragoman.Neighbours;
using Dragoman.Numerics;
using Dragoman.TestKit;
using Microsoft.Win32.SafeHandles;

namespace Dragoman.Tests.Neighbours;

/// <summary>The search gives, to the bit, what comparing all states in double precision gives, whatever the processor's vectors.</summary>
public sealed class StateTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(50, 7)]
    [InlineData(700, 64)]
    [InlineData(400, 257)]
    public void Find_RandomStates_EqualsTheDoubleLoop(int count, int width)
    {
        Random random = new(count + width);
        float[][] states = [.. Enumerable.Range(0, count).Select(_ => Draw(random, width))];
        using StateTable table = Open(states);
        for (int query = 0; query < 5; query++)
        {
            float[] state = Draw(random, width);
            AssertSame(states, state, table, 10);
        }
    }

    [Fact]
    public void Find_StatesThatDifferInTheLastDigits_EqualsTheDoubleLoop()
    {
        Random random = new(1);
        float[] center = Draw(random, 96);
        float[][] states = [.. Enumerable.Range(0, 500).Select(_ => center.Select(value => value * (1 + (1e-7f * random.Next(-2, 3)))).ToArray())];
        using StateTable table = Open(states);

        AssertSame(states, center, table, 20);
    }

    [Fact]
    public void Find_EqualStates_ComeInTheirOrder()
    {
        float[] state = [1f, 2f, 3f];
        using StateTable table = Open([[3f, 2f, 1f], state, [2f, 4f, 6f], state, state]);

        Assert.Equal([1, 2, 3], table.Find(state, 3).Select(found => found.Place.Pair));
        Assert.Equal(5, table.Find(state, 100).Count);
    }

    [Fact]
    public void Find_ZeroStates_AreLikeNothing()
    {
        using StateTable table = Open([[0f, 0f], [-1f, 0f], [1f, 0f]]);

        Assert.Equal([(2, 1.0), (0, 0.0), (1, -1.0)], table.Find([2f, 0f], 3).Select(found => (found.Place.Pair, found.Similarity)));
        Assert.All(table.Find([0f, 0f], 3), found => Assert.Equal(0, found.Similarity));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void New_NoStateOfAModel_Throws(float value) => Assert.Throws<InvalidDataException>(() => Open([[1f, 1f], [value, 0f]]));

    [Fact]
    public void Find_Disposed_Throws()
    {
        StateTable table = Open([[1f, 1f]]);
        table.Dispose();

        Assert.Throws<ObjectDisposedException>(() => table.Find([1f, 1f], 1));
    }

    [Fact]
    public void VectorWidth_InRestrictedProcess_IsAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);

    public void Dispose() => _folder.Dispose();

    private static void AssertSame(float[][] states, float[] state, StateTable table, int count)
    {
        (int, double)[] expected =
        [
            .. states.Select((other, i) => (i, DoubleLoop(state, other))).OrderByDescending(item => item.Item2).ThenBy(item => item.i).Take(count),
        ];
        Assert.Equal(expected, table.Find(state, count).Select(found => (found.Place.Pair, found.Similarity)));
    }

    private static double DoubleLoop(float[] a, float[] b)
    {
        (double product, double left, double right) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            left += (double)a[i] * a[i];
            right += (double)b[i] * b[i];
        }

        return Math.Clamp(product / (Math.Sqrt(left) * Math.Sqrt(right)), -1, 1);
    }

    private static float[] Draw(Random random, int width) => [.. Enumerable.Range(0, width).Select(_ => (2 * random.NextSingle()) - 1)];

    private StateTable Open(float[][] states)
    {
        string path = _folder.Write(Guid.NewGuid().ToString(), MemoryMarshal.AsBytes(states.SelectMany(state => state).ToArray().AsSpan()).ToArray());
        using SafeFileHandle file = File.OpenHandle(path);
        MappedMatrix mapped = MappedMatrix.Open(file, 0, states.Length, states[0].Length);
        try
        {
            return new StateTable(mapped, [.. states.Select((_, i) => new StatePlace(i, 0))]);
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }
}

/// <summary>The same on narrower vectors and on none.</summary>
public sealed class NarrowStateTableTests
{
    public static TheoryData<string> Restrictions => [.. InstructionSets.Restrictions.Select(restriction => restriction.Variable)];

    [Theory]
    [MemberData(nameof(Restrictions))]
    public void Search_InstructionsAreOff_IsAsExact(string variable)
    {
        (int exitCode, string output) = InstructionSets.Rerun(typeof(StateTableTests), variable);

        Assert.True(exitCode == 0, output);
    }
}
