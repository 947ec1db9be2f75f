using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class GruStepTests
{
    [Fact]
    public void Backward_OneStep_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable state = tape.NewVariable(3, 4);
            GruStep.Apply(tape, Sources.Fresh(tape, x[0]), Sources.Fresh(tape, x[1]), x[2], state);
            return [state];
        },
        [Sources.Input(3, 12, 1), Sources.Input(3, 12, 2), Sources.Input(3, 4, 3)]);

    [Fact]
    public void Backward_TwoStepsOverPrefix_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            (Variable one, Variable two) = (tape.NewVariable(3, 4), tape.NewVariable(2, 4));
            GruStep.Apply(tape, Sources.Fresh(tape, x[0]), Sources.Fresh(tape, x[1]), x[4], one);
            GruStep.Apply(tape, Sources.Fresh(tape, x[2]), Sources.Fresh(tape, x[3]), one.Part(0, 2), two);
            return [one, two];
        },
        [Sources.Input(3, 12, 1), Sources.Input(3, 12, 2), Sources.Input(2, 12, 3), Sources.Input(2, 12, 4), Sources.Input(3, 4, 5)]);

    [Fact]
    public void Backward_ConstantPrevious_GetsNoGradient()
    {
        Tape tape = Sources.Recording();
        Variable constant = tape.Zeros(2, 4);
        Variable gates = tape.NewVariable(Sources.Input(2, 12, 1), requiresGradient: true);
        Variable state = tape.NewVariable(2, 4);
        GruStep.Apply(tape, gates, tape.NewVariable(Sources.Input(2, 12, 2), requiresGradient: true), constant, state);
        state.GradientTarget(out _).Fill(1f);
        tape.Backward();
        Assert.True(gates.HasGradient);
        Assert.False(constant.HasGradient);
    }

    [Fact]
    public void Backward_GatesWithAnotherConsumer_Throws()
    {
        Tape tape = Sources.Recording();
        Variable gates = tape.NewVariable(Sources.Input(2, 12, 1), requiresGradient: true);
        Variable state = tape.NewVariable(2, 4);
        GruStep.Apply(tape, gates, tape.NewVariable(Sources.Input(2, 12, 2), requiresGradient: true), tape.Zeros(2, 4), state);
        gates.GradientTarget(out _).Fill(1f);
        state.GradientTarget(out _).Fill(1f);
        Assert.Throws<InvalidOperationException>(tape.Backward);
    }
}
