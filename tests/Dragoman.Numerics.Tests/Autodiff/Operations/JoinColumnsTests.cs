using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class JoinColumnsTests
{
    [Fact]
    public void Apply_TwoMatrices_PutsTheSecondBeside()
    {
        Tape tape = new();
        (Matrix a, Matrix b) = (Sources.Input(2, 3, 1), Sources.Input(2, 1, 2));
        Matrix y = JoinColumns.Apply(tape, tape.NewVariable(a, requiresGradient: false), tape.NewVariable(b, requiresGradient: false)).Value;
        Assert.Equal([.. a.Row(0), .. b.Row(0), .. a.Row(1), .. b.Row(1)], y.Span.ToArray());
    }

    [Fact]
    public void Backward_TwoMatrices_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [JoinColumns.Apply(tape, x[0], x[1])], [Sources.Input(3, 4, 1), Sources.Input(3, 2, 2)]);

    [Fact]
    public void Backward_SameMatrixTwice_CountsItTwice() => GradientCheck.Verify(
        (tape, x) => [JoinColumns.Apply(tape, x[0], x[0])], [Sources.Input(3, 4, 1)]);

    [Fact]
    public void Apply_IntoAPart_WritesAndDifferentiatesThere() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable all = tape.NewVariable(5, 6);
            Variable first = all.Part(0, 3);
            Assert.Same(first, JoinColumns.Apply(tape, x[0], x[1], first));
            JoinColumns.Apply(tape, x[0].Part(0, 2), x[1].Part(1, 2), all.Part(3, 2));
            return [all];
        },
        [Sources.Input(3, 4, 1), Sources.Input(3, 2, 2)]);

    [Fact]
    public void Apply_OtherRows_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => JoinColumns.Apply(tape, tape.Zeros(2, 3), tape.Zeros(3, 3)));
    }
}
