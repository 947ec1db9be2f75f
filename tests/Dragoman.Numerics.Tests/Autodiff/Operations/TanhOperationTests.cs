using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class TanhOperationTests
{
    [Fact]
    public void Backward_NewResult_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [TanhOperation.Apply(tape, x[0])], [Sources.Input(3, 5, 1)]);

    [Fact]
    public void Apply_IntoAPart_WritesAndDifferentiatesThere() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable all = tape.NewVariable(5, 4);
            TanhOperation.Apply(tape, x[0], into: all.Part(0, 3));
            TanhOperation.Apply(tape, x[1], into: all.Part(3, 2));
            return [all];
        },
        [Sources.Input(3, 4, 1), Sources.Input(2, 4, 2)]);

    [Fact]
    public void Apply_Values_AreHyperbolicTangents()
    {
        Tape tape = new();
        Matrix x = Sources.Input(3, 5, 1);
        Matrix y = TanhOperation.Apply(tape, tape.NewVariable(x, requiresGradient: false)).Value;
        Assert.All(x.Span.ToArray().Zip(y.Span.ToArray()), pair => Assert.Equal(Math.Tanh(pair.First), pair.Second, 1e-6));
    }
}
