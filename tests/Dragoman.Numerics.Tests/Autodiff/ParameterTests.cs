using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

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
