using Dragoman.Numerics.Kernels.Products;
using Dragoman.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Numerics.Tests.Kernels.Products;

public sealed class GemmTests
{
    private static readonly int[] OddSizes = [0, 1, 2, 3, 5, 15, 16, 17, 31, 32, 33, 47, 48, 49, 65];

    [Fact]
    public void VectorWidth_InRestrictedProcess_IsAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Multiply_EveryRowCount_MatchesReference(bool transposeA, bool transposeB)
    {
        for (int rows = 0; rows <= 40; rows++)
        {
            Verify(new Case(rows, OddSizes[rows % OddSizes.Length], 37, transposeA, transposeB, rows % 2 == 1, Gap: 0));
            Verify(new Case(rows, 34, OddSizes[rows % OddSizes.Length], transposeA, transposeB, rows % 2 == 0, Gap: 0));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Multiply_OddColumnsAndDepth_MatchesReference(bool transposeA, bool transposeB)
    {
        foreach (int columns in OddSizes)
        {
            foreach (int depth in OddSizes)
            {
                Verify(new Case(13, depth, columns, transposeA, transposeB, Accumulate: depth % 2 == 0, Gap: columns % 3));
            }
        }
    }

    [Theory]
    [InlineData(7, 383, 33)]
    [InlineData(7, 385, 33)]
    [InlineData(14, 511, 40)]
    [InlineData(14, 513, 40)]
    [InlineData(3, 1540, 70)]
    [InlineData(250, 30, 70)]
    [InlineData(250, 9, 2100)]
    [InlineData(4, 20, 2100)]
    [InlineData(30, 600, 64)]
    [InlineData(20, 100, 150)]
    public void Multiply_SizesAcrossBlocks_MatchesReference(int rows, int depth, int columns)
    {
        foreach (bool accumulate in (bool[])[false, true])
        {
            Verify(new Case(rows, depth, columns, TransposeA: false, TransposeB: accumulate, accumulate, Gap: 0));
            Verify(new Case(rows, depth, columns, TransposeA: true, TransposeB: !accumulate, accumulate, Gap: 5));
        }
    }

    [Fact]
    public void Multiply_RandomShapes_MatchesReference()
    {
        Gen<Case> cases =
            from rows in Gen.Choose(0, 60)
            from depth in Gen.Choose(0, 80)
            from columns in Gen.Choose(0, 100)
            from transposeA in Gen.Elements(false, true)
            from transposeB in Gen.Elements(false, true)
            from accumulate in Gen.Elements(false, true)
            from gap in Gen.Choose(0, 20)
            select new Case(rows, depth, columns, transposeA, transposeB, accumulate, gap);
        Prop.ForAll(Arb.From(cases), Verify).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Multiply_RowsInAnyCompany_HaveSameBits()
    {
        const int Depth = 700;
        const int Columns = 75;
        Arena scratch = new();
        ReferenceGemm reference = new(1);
        Matrix a = reference.Draw(300, Depth);
        Matrix b = reference.Draw(Depth, Columns);
        PackedMatrix packed = Pack(b, transposed: false);
        Matrix all = Matrix.Allocate(a.Rows, Columns);
        Gemm.Multiply(a, false, packed, all, false, scratch);

        for (int rows = 1; rows <= 40; rows++)
        {
            Matrix some = Matrix.Allocate(rows, Columns);
            Gemm.Multiply(a.RowRange(rows, rows), false, packed, some, false, scratch);
            Assert.Equal(all.RowRange(rows, rows).Span, some.Span);
            Gemm.Multiply(a.RowRange(rows, rows), false, b, false, some, false, scratch);
            Assert.Equal(all.RowRange(rows, rows).Span, some.Span);
        }
    }

    [Fact]
    public void Multiply_TransposedLayouts_HaveSameBits()
    {
        Arena scratch = new();
        ReferenceGemm reference = new(2);
        Matrix a = reference.Draw(29, 530);
        Matrix b = reference.Draw(530, 45);
        Matrix expected = Matrix.Allocate(29, 45);
        Gemm.Multiply(a, false, b, false, expected, false, scratch);

        Matrix actual = Matrix.Allocate(29, 45);
        Gemm.Multiply(Transpose(a), true, Transpose(b), true, actual, false, scratch);
        Assert.Equal(expected.Span, actual.Span);

        // A view from an odd column on: the vectors of its rows straddle cache lines.
        Matrix wide = Matrix.Allocate(530, 61);
        Matrix view = wide.ColumnRange(7, 45);
        b.CopyTo(view);
        Gemm.Multiply(a, false, view, false, actual, false, scratch);
        Assert.Equal(expected.Span, actual.Span);
    }

    [Theory]
    [InlineData(64, 70)]
    [InlineData(1, 70)]
    [InlineData(5, 70)]
    [InlineData(300, 200)]
    public void Multiply_WarmScratch_AllocatesNothing(int rows, int columns)
    {
        Arena scratch = new();
        ReferenceGemm reference = new(3);
        Matrix a = reference.Draw(rows, 60);
        Matrix b = reference.Draw(60, columns);
        PackedMatrix packed = Pack(b, transposed: false);
        Matrix c = Matrix.Allocate(rows, columns);
        Gemm.Multiply(a, false, packed, c, false, scratch);
        Gemm.Multiply(a, false, b, false, c, false, scratch);
        Arena.Position mark = scratch.Mark();

        long allocated = Allocations.Warm(() =>
        {
            Gemm.Multiply(a, false, packed, c, false, scratch);
            Gemm.Multiply(a, false, b, false, c, true, scratch);
            packed.Pack(b, transposed: false);
        });

        Assert.Equal(0, allocated);
        Assert.Equal(mark, scratch.Mark());
    }

    [Fact]
    public void Multiply_NotANumber_StaysInItsRowAndColumn()
    {
        ReferenceGemm reference = new(4);
        Matrix a = reference.Draw(14, 9);
        Matrix b = reference.Draw(9, 35);
        a[3, 4] = float.NaN;
        b[2, 34] = float.PositiveInfinity;
        Matrix c = Matrix.Allocate(14, 35);

        Gemm.Multiply(a, false, b, false, c, false, new Arena());

        for (int row = 0; row < c.Rows; row++)
        {
            for (int column = 0; column < c.Columns; column++)
            {
                Assert.Equal(row != 3 && column != 34, float.IsFinite(c[row, column]));
            }
        }
    }

    [Fact]
    public void Multiply_ShapesDoNotFit_Throws()
    {
        Arena scratch = new();
        Matrix a = Matrix.Allocate(3, 4);
        Matrix c = Matrix.Allocate(3, 5);
        PackedMatrix packed = new(4, 6);

        Assert.Throws<ShapeException>(() => Gemm.Multiply(a, false, Matrix.Allocate(5, 5), false, c, false, scratch));
        Assert.Throws<ShapeException>(() => Gemm.Multiply(a, true, Matrix.Allocate(4, 5), false, c, false, scratch));
        Assert.Throws<ShapeException>(() => Gemm.Multiply(a, false, Matrix.Allocate(4, 5), true, c, false, scratch));
        Assert.Throws<ShapeException>(() => Gemm.Multiply(a, false, packed, c, false, scratch));
        Assert.Throws<ShapeException>(() => Gemm.Multiply(a, false, Matrix.Allocate(4, 5), false, Matrix.Allocate(2, 5), false, scratch));
    }

    [Theory]
    [MemberData(nameof(Variables))]
    public void AllTests_WithFewerInstructions_Pass(string variable)
    {
        Assert.SkipWhen(InstructionSets.IsRestricted, "This process is such a rerun.");
        (int exitCode, string output) = InstructionSets.Rerun(typeof(GemmTests), variable);
        Assert.True(exitCode == 0, output);
    }

    public static TheoryData<string> Variables() => [.. InstructionSets.Restrictions.Select(restriction => restriction.Variable)];

    /// <summary>Checks the product with an unpacked and with a packed right-hand operand, and that nothing beside C is written.</summary>
    private static void Verify(Case shape)
    {
        const float Guard = 12345;
        ReferenceGemm reference = new(shape.GetHashCode());
        Matrix a = shape.TransposeA
            ? reference.Draw(shape.Depth, shape.Rows, shape.Gap)
            : reference.Draw(shape.Rows, shape.Depth, shape.Gap);
        Matrix b = shape.TransposeB
            ? reference.Draw(shape.Columns, shape.Depth, shape.Gap)
            : reference.Draw(shape.Depth, shape.Columns, shape.Gap);
        Matrix before = reference.Draw(shape.Rows, shape.Columns);
        Matrix wide = Matrix.Allocate(shape.Rows + 1, shape.Columns + shape.Gap + 1);
        wide.Fill(Guard);
        Matrix c = wide.ColumnRange(shape.Gap / 2, shape.Columns).RowRange(0, shape.Rows);
        Arena scratch = new();

        before.CopyTo(c);
        Gemm.Multiply(a, shape.TransposeA, b, shape.TransposeB, c, shape.Accumulate, scratch);
        ReferenceGemm.AssertProduct(a, shape.TransposeA, b, shape.TransposeB, shape.Accumulate ? before : null, c);
        Matrix unpacked = ReferenceGemm.Copy(c);

        before.CopyTo(c);
        Gemm.Multiply(a, shape.TransposeA, Pack(b, shape.TransposeB), c, shape.Accumulate, scratch);
        Assert.Equal(unpacked.Span, ReferenceGemm.Copy(c).Span);

        c.Fill(Guard);
        Assert.Equal(-1, wide.Span.IndexOfAnyExcept(Guard));
    }

    private static PackedMatrix Pack(Matrix b, bool transposed)
    {
        PackedMatrix packed = transposed ? new PackedMatrix(b.Columns, b.Rows) : new PackedMatrix(b.Rows, b.Columns);
        packed.Pack(b, transposed);
        return packed;
    }

    private static Matrix Transpose(Matrix source)
    {
        Matrix target = Matrix.Allocate(source.Columns, source.Rows);
        for (int row = 0; row < source.Rows; row++)
        {
            for (int column = 0; column < source.Columns; column++)
            {
                target[column, row] = source[row, column];
            }
        }

        return target;
    }

    private sealed record Case(int Rows, int Depth, int Columns, bool TransposeA, bool TransposeB, bool Accumulate, int Gap);
}
