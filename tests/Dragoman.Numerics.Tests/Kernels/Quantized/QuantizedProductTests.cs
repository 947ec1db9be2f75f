using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Dragoman.Numerics.Kernels.Quantized;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels.Quantized;

public sealed class QuantizedProductTests
{
    private static readonly int[] RowCounts = [1, 2, 3, 4, 5, 6, 7, 11, 12];
    private static readonly int[] OutputCounts = [1, 7, 8, 9, 31, 32, 33, 72];

    /// <summary>Depths around every width up to 257.</summary>
    public static TheoryData<int> Depths => [.. Enumerable.Range(1, 68), 100, 127, 128, 129, 255, 256, 257];

    public static TheoryData<int, int, int> Shapes => new(
        from rows in RowCounts
        from outputs in OutputCounts
        select (rows, outputs, 37));

    [Fact]
    public void VectorWidth_InRestrictedProcess_IsAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);

    [Theory]
    [MemberData(nameof(Depths))]
    public void MultiplyAdd_AnyDepth_EqualsAScalarLoopToTheBit(int depth) => AssertEqualsScalarLoop(rows: 6, outputs: 41, depth);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MultiplyAdd_AnyShape_EqualsAScalarLoopToTheBit(int rows, int outputs, int depth) => AssertEqualsScalarLoop(rows, outputs, depth);

    [Theory]
    [MemberData(nameof(Depths))]
    public void Run_EveryFormOfThisProcessor_GivesTheSameBits(int depth)
    {
        System.Random random = new(depth);
        (Matrix x, Matrix w) = (Uniform(random, 7, depth), Uniform(random, 43, depth));
        QuantizedMatrix quantized = new(w);
        ByteRows rows = new(x, new Arena());
        Matrix expected = Garbage(7, 43);
        QuantizedProduct.Run<ScalarDot, ScalarDot.Weights>(rows, quantized, default, expected);
        int forms = 0;
        if (AvxVnni.IsSupported)
        {
            forms += Check<VnniDot, Vector256<sbyte>>();
        }

        if (Avx512BW.IsSupported)
        {
            forms += Check<WideDot, Vector512<short>>();
        }

        if (Avx2.IsSupported)
        {
            forms += Check<PairDot, PairDot.Weights>();
        }

        if (Dp.IsSupported)
        {
            forms += Check<ArmDot, ArmDot.Weights>();
        }

        Assert.True(forms > 0 || !Vector256.IsHardwareAccelerated);

        int Check<TDot, TWeights>()
            where TDot : struct, IByteDot<TDot, TWeights>
            where TWeights : struct
        {
            Matrix actual = Garbage(7, 43);
            QuantizedProduct.Run<TDot, TWeights>(rows, quantized, default, actual);
            Assert.Equal(expected.Span.ToArray(), actual.Span.ToArray());
            return 1;
        }
    }

    [Fact]
    public void MultiplyAdd_LargestBytes_DoNotOverflow()
    {
        const int Depth = 4096;
        Matrix x = Matrix.Allocate(4, Depth);
        Matrix w = Matrix.Allocate(32, Depth);
        x.Fill(-3f);
        w.Fill(2f);
        Matrix y = Garbage(4, 32);

        QuantizedProduct.MultiplyAdd(x, new QuantizedMatrix(w), default, y, new Arena());

        Assert.All(y.Span.ToArray(), value => Assert.Equal(-6f * Depth, value, 1f));
    }

    [Fact]
    public void MultiplyAdd_RandomNumbers_IsCloseToTheProductOfFloats()
    {
        System.Random random = new(4);
        (Matrix x, Matrix w, Matrix y) = (Uniform(random, 9, 256), Uniform(random, 64, 256), Garbage(9, 64));

        QuantizedProduct.MultiplyAdd(x, new QuantizedMatrix(w), default, y, new Arena());

        for (int row = 0; row < y.Rows; row++)
        {
            for (int output = 0; output < y.Columns; output++)
            {
                // Each factor is wrong by half a step of 2 / 127 at most, 0.0046 in root mean square, and the errors of 256 products add up as at random.
                Assert.Equal(System.Numerics.Tensors.TensorPrimitives.Dot<float>(x.Row(row), w.Row(output)), y[row, output], 0.75f);
            }
        }
    }

    [Fact]
    public void MultiplyAdd_RowsAlone_GiveTheSameBits()
    {
        System.Random random = new(5);
        (Matrix x, Matrix w, Matrix d) = (Uniform(random, 13, 50), Uniform(random, 70, 50), Uniform(random, 1, 70));
        QuantizedMatrix quantized = new(w);
        (Matrix together, Matrix alone) = (Garbage(13, 70), Garbage(1, 70));
        QuantizedProduct.MultiplyAdd(x, quantized, d, together, new Arena());
        for (int row = 0; row < x.Rows; row++)
        {
            QuantizedProduct.MultiplyAdd(x.RowRange(row, 1), quantized, d, alone, new Arena());

            Assert.Equal(together.Row(row).ToArray(), alone.Row(0).ToArray());
        }
    }

    [Fact]
    public void MultiplyAdd_ToWhatIsThere_Adds()
    {
        System.Random random = new(6);
        (Matrix x, Matrix w, Matrix y) = (Uniform(random, 5, 20), Uniform(random, 19, 20), Uniform(random, 5, 19));
        QuantizedMatrix quantized = new(w);
        (Matrix before, Matrix product) = (Copy(y), Garbage(5, 19));
        QuantizedProduct.MultiplyAdd(x, quantized, default, product, new Arena());

        QuantizedProduct.MultiplyAdd(x, quantized, y, y, new Arena());

        Assert.Equal(Enumerable.Range(0, 5 * 19).Select(i => before.Row(i / 19)[i % 19] + product.Row(i / 19)[i % 19]), Enumerable.Range(0, 5 * 19).Select(i => y.Row(i / 19)[i % 19]));
    }

    [Fact]
    public void MultiplyAdd_ZerosAndNoNumbers_StayWhatTheyAre()
    {
        Matrix x = Matrix.From(3, 2, [0f, 0f, float.NaN, 1f, 1f, 1f]);
        Matrix y = Garbage(3, 1);

        QuantizedProduct.MultiplyAdd(x, new QuantizedMatrix(Matrix.From(1, 2, [1f, 1f])), default, y, new Arena());

        Assert.Equal([0f, float.NaN, 2f], y.Span.ToArray());
    }

    [Fact]
    public void Indexer_EachNumber_IsWithinHalfAStep()
    {
        Matrix w = Uniform(new System.Random(7), 21, 30);
        QuantizedMatrix quantized = new(w);
        for (int output = 0; output < w.Rows; output++)
        {
            float step = w.Row(output).ToArray().Max(MathF.Abs) / 127f;
            for (int input = 0; input < w.Columns; input++)
            {
                Assert.Equal(w[output, input], quantized[output, input], (0.5f * step) + 1e-6f);
            }
        }
    }

    private static void AssertEqualsScalarLoop(int rows, int outputs, int depth)
    {
        System.Random random = new((rows * 1000) + outputs + depth);
        (Matrix x, Matrix w, Matrix d, Matrix y) = (Uniform(random, rows, depth), Uniform(random, outputs, depth), Uniform(random, 1, outputs), Garbage(rows, outputs));

        QuantizedProduct.MultiplyAdd(x, new QuantizedMatrix(w), d, y, new Arena());

        for (int row = 0; row < rows; row++)
        {
            (float xScale, int[] xBytes) = Bytes(x.Row(row));
            for (int output = 0; output < outputs; output++)
            {
                (float wScale, int[] wBytes) = Bytes(w.Row(output));
                int sum = xBytes.Zip(wBytes, (a, b) => a * b).Sum();
                Assert.Equal(d[0, output] + (sum * (wScale * xScale)), y[row, output]);
            }
        }
    }

    private static (float Scale, int[] Bytes) Bytes(Span<float> row)
    {
        float largest = row.ToArray().Max(MathF.Abs);
        return (largest / 127f, [.. row.ToArray().Select(value => (int)MathF.Round(value * (127f / largest)))]);
    }
}
