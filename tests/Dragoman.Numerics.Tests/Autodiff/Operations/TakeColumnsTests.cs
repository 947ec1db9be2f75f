using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class TakeColumnsTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(4, 1)]
    [InlineData(0, 5)]
    public void Backward_SomeColumns_MatchesDifferences(int start, int count) => GradientCheck.Verify(
        (tape, x) => [TakeColumns.Apply(tape, x[0], start, count)], [Sources.Input(3, 5, 1)]);

    [Fact]
    public void Backward_OverlappingColumns_CountsThemTwice() => GradientCheck.Verify(
        (tape, x) => [TakeColumns.Apply(tape, x[0], 0, 3), TakeColumns.Apply(tape, x[0], 2, 3)], [Sources.Input(3, 5, 1)]);

    [Fact]
    public void Apply_SomeColumns_CopiesThem()
    {
        Tape tape = new();
        Matrix x = Sources.Input(2, 5, 1);
        Matrix taken = TakeColumns.Apply(tape, tape.NewVariable(x, requiresGradient: false), 1, 3).Value;
        Assert.Equal([.. x.Row(0)[1..4], .. x.Row(1)[1..4]], taken.Span.ToArray());
    }
}
