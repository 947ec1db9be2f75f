using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class GatheredWeightTests
{
    public static TheoryData<int, int, int[]> Cases => new()
    {
        { 40, 1, [0] },
        { 40, 7, [39, 3, 3, 0] },
        { 100, 33, [.. Enumerable.Range(0, 100)] },
        { 100, 64, [.. Enumerable.Range(0, 33).Select(i => 3 * i)] },
        { 65, 1100, [.. Enumerable.Range(0, 31).Select(i => 2 * i)] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Multiply_SomeOutputs_HasTheBitsOfTheWholeProduct(int outputs, int inputs, int[] chosen)
    {
        ParameterSet parameters = Create(outputs, inputs, out Weight weight, out Parameter bias);
        Assert.Equal(2, parameters.All.Count);
        foreach (bool isQuantized in new[] { false, true })
        {
            if (isQuantized)
            {
                weight.Parameter.Quantize();
            }

            foreach (int rows in new[] { 1, 4, 5, 18 })
            {
                AssertSameBits(weight, bias, chosen, rows);
                AssertSameBits(weight, null, chosen, rows);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gather_NoSuchOutput_Throws(bool isQuantized)
    {
        Create(10, 4, out Weight weight, out _);
        if (isQuantized)
        {
            weight.Parameter.Quantize();
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new GatheredWeight(weight, null, [3, 10], new Arena()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Multiply_WarmArena_AllocatesNothing(bool isQuantized)
    {
        Create(50, 20, out Weight weight, out Parameter bias);
        if (isQuantized)
        {
            weight.Parameter.Quantize();
        }

        Arena arena = new();
        GatheredWeight gathered = new(weight, bias, [1, 4, 9], arena);
        Matrix x = Matrix.Allocate(3, 20), y = Matrix.Allocate(3, 3);
        gathered.Multiply(x, y, arena);

        long before = GC.GetAllocatedBytesForCurrentThread();
        gathered.Multiply(x, y, arena);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertSameBits(Weight weight, Parameter? bias, int[] chosen, int rows)
    {
        Arena arena = new();
        arena.Take(100, 1000).Fill(float.NaN); // What is taken next holds what was there.
        arena.Reset();
        Matrix x = Matrices.Uniform(new System.Random(rows), rows, weight.InputSize);
        Matrix whole = Matrices.Garbage(rows, weight.OutputSize);
        Matrix some = Matrices.Garbage(rows, chosen.Length);
        weight.Multiply(x, bias, whole, arena);

        GatheredWeight gathered = new(weight, bias, chosen, arena);
        gathered.Multiply(x, some, arena);

        Assert.Equal(chosen.Length, gathered.OutputSize);
        for (int row = 0; row < rows; row++)
        {
            Assert.Equal(chosen.Select(output => whole[row, output]), some.Row(row).ToArray());
        }
    }

    private static ParameterSet Create(int outputs, int inputs, out Weight weight, out Parameter bias)
    {
        ParameterSet parameters = new();
        weight = parameters.Root.Matrix("weight", outputs, inputs).Whole();
        bias = parameters.Root.Vector("bias", outputs);
        System.Random random = new(outputs + inputs);
        foreach (Parameter parameter in parameters.All)
        {
            Matrices.Uniform(random, parameter.Value.Rows, parameter.Value.Columns).CopyTo(parameter.Value);
            parameter.MarkChanged();
        }

        return parameters;
    }
}
