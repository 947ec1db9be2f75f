using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void New_BlankName_Throws(string name) => Assert.Throws<ArgumentException>(() => new ParameterSet().Root.Matrix(name, 1, 1));

    [Fact]
    public void Columns_Outside_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterSet().Matrix("w", 2, 3, 1).Columns(2, 2));

    [Fact]
    public void Rows_Outside_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterSet().Matrix("w", 2, 3, 1).Rows(-1, 2));

    [Fact]
    public void Value_NeverAskedFor_TakesNoMemory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Weight weight = new ParameterSet().Root.Matrix("w", 40_000, 50_000).Whole();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
        Assert.Equal((50_000, 40_000), (weight.InputSize, weight.OutputSize));
    }

    [Fact]
    public void Value_AskedForTwice_IsTheSameMemory()
    {
        Parameter w = new ParameterSet().Root.Matrix("w", 2, 3);
        w.Value.Fill(4f);
        Assert.Equal(4f, w.Value[1, 2]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(70, 33)]
    public void Pack_AskedForTheValue_GivesEveryBitBack(int rows, int columns)
    {
        Parameter w = new ParameterSet().Root.Matrix("w", rows, columns);
        (_, _) = (w.Rows(0, rows / 3), w.Rows(rows / 3, rows - (rows / 3)));
        Matrix numbers = Matrix.Allocate(rows, columns);
        Matrices.Uniform(new System.Random(4), rows, columns).CopyTo(numbers);

        for (int row = 0; row < rows; row += 20)
        {
            w.Pack(row, numbers.RowRange(row, Math.Min(20, rows - row)));
        }

        Assert.True(w.IsPackable);
        Assert.Equal(numbers.Span, w.ToFloats().Span);
        Assert.Equal(numbers.Span, w.Value.Span);
        w.Value[0, 0] = 7f;
        Assert.Equal(7f, w.Value[0, 0]);
    }

    [Fact]
    public void Pack_Multiplied_GivesTheBitsOfFloats()
    {
        Parameter w = new ParameterSet().Root.Matrix("w", 40, 23);
        (Weight left, Weight right) = (w.Columns(0, 10), w.Columns(10, 13));
        (Matrix x, Matrix expected, Matrix actual) = (Matrices.Uniform(new System.Random(1), 5, 13), Matrix.Allocate(5, 40), Matrix.Allocate(5, 40));
        Matrices.Uniform(new System.Random(2), 40, 23).CopyTo(w.Value);
        w.MarkChanged();
        right.Multiply(x, null, expected, new Arena());

        w.Pack(0, Matrices.Uniform(new System.Random(2), 40, 23));
        right.Multiply(x, null, actual, new Arena());
        Assert.Equal(expected.Span, actual.Span);

        w.Value.Fill(1f); // Trained on: products take the new numbers.
        w.MarkChanged();
        left.Multiply(Matrices.Uniform(new System.Random(3), 5, 10), null, actual, new Arena());
        Assert.All(Enumerable.Range(1, 39), column => Assert.Equal(actual[0, 0], actual[0, column]));
    }

    [Fact]
    public void IsPackable_NumbersThatNoProductReads_IsFalse()
    {
        Parameter w = new ParameterSet().Root.Matrix("w", 4, 6);
        _ = w.Columns(0, 5);
        Assert.False(w.IsPackable);
        _ = w.Columns(5, 1);
        Assert.True(w.IsPackable);
    }

    [Fact]
    public void Whole_Weight_ViewsTheParameter()
    {
        Parameter w = new ParameterSet().Matrix("w", 2, 3, 1);
        Weight weight = w.Whole();
        w.Value[1, 2] = 5f;
        Assert.Equal(5f, weight.Value[1, 2]);
        Assert.Equal((3, 2), (weight.InputSize, weight.OutputSize));
    }

    [Fact]
    public void MarkChanged_NewNumbers_ReachPackedCopies()
    {
        Parameter w = new ParameterSet().Matrix("w", 2, 3, 1);
        Weight weight = w.Whole();
        Tape tape = new();
        Matrix ones = Matrix.Allocate(1, 3);
        ones.Fill(1f);
        Variable x = tape.NewVariable(ones, requiresGradient: false);
        LinearOperation.Apply(tape, x, weight, bias: null);
        w.Value.Fill(2f);
        w.MarkChanged();
        Assert.Equal([6f, 6f], LinearOperation.Apply(tape, x, weight, bias: null).Value.Span.ToArray());
    }
}
