using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class AddOperationTests
{
    [Fact]
    public void Backward_TwoInputs_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [AddOperation.Apply(tape, x[0], x[1])], [Sources.Input(3, 5, 1), Sources.Input(3, 5, 2)]);

    [Fact]
    public void Backward_SameInputTwice_CountsItTwice() => GradientCheck.Verify(
        (tape, x) => [AddOperation.Apply(tape, x[0], x[0])], [Sources.Input(2, 3, 1)]);

    [Fact]
    public void Backward_ConstantInput_GetsNoGradient()
    {
        Tape tape = Sources.Recording();
        Variable constant = tape.Zeros(2, 3);
        Variable x = tape.NewVariable(Sources.Input(2, 3, 1), requiresGradient: true);
        Variable y = AddOperation.Apply(tape, constant, x);
        y.GradientTarget(out _).Fill(2f);
        tape.Backward();

        Assert.False(constant.HasGradient);
        Assert.Equal([2f, 2f, 2f, 2f, 2f, 2f], x.Gradient.Span.ToArray());
    }

    [Fact]
    public void Apply_OtherShape_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => AddOperation.Apply(tape, tape.Zeros(2, 3), tape.Zeros(2, 4)));
    }
}
