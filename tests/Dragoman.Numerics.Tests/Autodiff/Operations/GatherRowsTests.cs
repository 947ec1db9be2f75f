using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class GatherRowsTests
{
    private static readonly int[] Indices = [2, 0, 2, 2];

    [Fact]
    public void Apply_RepeatedIndices_CopiesTheirRows()
    {
        Tape tape = new();
        Matrix x = Sources.Input(3, 4, 1);
        Matrix y = GatherRows.Apply(tape, tape.NewVariable(x, requiresGradient: false), Indices).Value;
        Assert.Equal(Indices.SelectMany(index => x.Row(index).ToArray()), y.Span.ToArray());
    }

    [Fact]
    public void Backward_RepeatedIndices_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [GatherRows.Apply(tape, x[0], Indices)], [Sources.Input(3, 4, 1)]);

    [Fact]
    public void Apply_ConstantInput_GivesAConstant()
    {
        Tape tape = Sources.Recording();
        Assert.False(GatherRows.Apply(tape, tape.Zeros(3, 4), Indices).RequiresGradient);
    }
}
