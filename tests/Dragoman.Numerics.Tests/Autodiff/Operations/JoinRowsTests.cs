using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class JoinRowsTests
{
    [Fact]
    public void Apply_TwoMatrices_PutsTheSecondBelow()
    {
        Tape tape = new();
        (Matrix a, Matrix b) = (Sources.Input(3, 4, 1), Sources.Input(2, 4, 2));
        Matrix y = JoinRows.Apply(tape, tape.NewVariable(a, requiresGradient: false), tape.NewVariable(b, requiresGradient: false)).Value;
        Assert.Equal([.. a.Span, .. b.Span], y.Span.ToArray());
    }

    [Fact]
    public void Backward_TwoMatrices_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [JoinRows.Apply(tape, x[0], x[1])], [Sources.Input(3, 4, 1), Sources.Input(2, 4, 2)]);

    [Fact]
    public void Backward_PartsOfOneMatrix_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [JoinRows.Apply(tape, x[0].Part(3, 2), x[0].Part(0, 2))], [Sources.Input(5, 4, 1)]);

    [Fact]
    public void Apply_OtherWidth_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => JoinRows.Apply(tape, tape.Zeros(2, 3), tape.Zeros(2, 4)));
    }
}
