using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class RowsTests
{
    private static readonly int[] Ids = [3, 0, 3, 3, 1];

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(64)]
    public void Gather_RepeatedIds_CopiesTheRows(int columns)
    {
        Matrix table = Samples.Draw(4, columns, 1, gap: 2);
        Matrix destination = Samples.Draw(5, columns, 2, gap: 1);

        Rows.Gather(table, Ids, destination);

        for (int row = 0; row < 5; row++)
        {
            Assert.Equal(table.Row(Ids[row]).ToArray(), destination.Row(row).ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(64)]
    public void ScatterAdd_RepeatedIds_AddsEachOccurrence(int columns)
    {
        Matrix table = Samples.Draw(4, columns, 1, gap: 2);
        Matrix source = Samples.Draw(5, columns, 2, gap: 1);
        double[] expected = Samples.ToDoubles(table);
        for (int row = 0; row < 5; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                expected[(Ids[row] * columns) + column] += source[row, column];
            }
        }

        Rows.ScatterAdd(source, Ids, table);

        Samples.AssertClose(expected, table, 1e-6);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void Gather_IdOutsideTheTable_ThrowsNamingTheRow(int id)
    {
        Matrix table = Matrix.Allocate(4, 3);
        Matrix rows = Matrix.Allocate(2, 3);

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Gather(table, [0, id], rows));

        Assert.Equal("ids", error.ParamName);
        Assert.Contains("Row 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.ScatterAdd(rows, [0, id], table));
    }

    [Fact]
    public void SumRows_AnyShape_AddsAllRows()
    {
        foreach (int rows in (int[])[0, 1, 2, 3, 7, 8, 9, 16, 29])
        {
            for (int columns = 0; columns <= 257; columns += columns < 70 ? 1 : 17)
            {
                Matrix x = Samples.Draw(rows, columns, rows, gap: columns % 3);
                float[] sum = Samples.Values(columns, 5);
                double[] expected = [.. sum.Select(value => (double)value)];
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        expected[column] += x[row, column];
                    }
                }

                Rows.SumRows(x, sum);

                Samples.AssertClose(expected, sum, 1e-5);
            }
        }
    }

    [Fact]
    public void AddRowAndFillRows_StridedView_ReachEveryRow()
    {
        for (int columns = 0; columns <= 257; columns++)
        {
            Matrix x = Samples.Draw(3, columns, 1, gap: columns % 4);
            float[] bias = Samples.Values(columns, 2);
            double[] expected = Samples.ToDoubles(x);
            for (int index = 0; index < expected.Length; index++)
            {
                expected[index] += bias[index % columns];
            }

            Rows.AddRow(x, bias);
            Samples.AssertClose(expected, x, 1e-6);

            Rows.FillRows(x, bias);
            for (int row = 0; row < 3; row++)
            {
                Assert.Equal(bias, x.Row(row).ToArray());
            }
        }
    }

    [Fact]
    public void Rows_ShapesDiffer_Throw()
    {
        Matrix x = Matrix.Allocate(2, 3);
        float[] four = new float[4];

        Assert.Throws<ShapeException>(() => Rows.AddRow(x, four));
        Assert.Throws<ShapeException>(() => Rows.SumRows(x, four));
        Assert.Throws<ShapeException>(() => Rows.FillRows(x, four));
        Assert.Throws<ShapeException>(() => Rows.Gather(x, [0], x));
        Assert.Throws<ShapeException>(() => Rows.ScatterAdd(x, [0], x));
    }

    [Fact]
    public void All_Warm_AllocateNothing()
    {
        Matrix table = Samples.Draw(4, 21, 1), rows = Samples.Draw(5, 21, 2);
        float[] row = new float[21];
        Samples.AssertAllocatesNothing(() =>
        {
            Rows.Gather(table, Ids, rows);
            Rows.ScatterAdd(rows, Ids, table);
            Rows.AddRow(rows, row);
            Rows.SumRows(rows, row);
            Rows.FillRows(rows, row);
        });
    }
}
