using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class LstmStepTests
{
    private static readonly Matrix[] Inputs = [Sources.Input(3, 16, 1), Sources.Input(3, 4, 3)];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Backward_StateOrMemoryUsed_MatchesDifferences(bool usesState, bool usesMemory) => GradientCheck.Verify(
        (tape, x) =>
        {
            (Variable state, Variable memory) = (tape.NewVariable(3, 4), tape.NewVariable(3, 4));
            LstmStep.Apply(tape, Sources.Fresh(tape, x[0]), x[1], state, memory);
            return [.. usesState ? [state] : Array.Empty<Variable>(), .. usesMemory ? [memory] : Array.Empty<Variable>()];
        },
        Inputs);

    [Fact]
    public void Backward_TwoStepsOverPrefix_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            (Variable states, Variable memories) = (tape.NewVariable(5, 4), tape.NewVariable(5, 4));
            LstmStep.Apply(tape, Sources.Fresh(tape, x[0]), x[1], states.Part(0, 3), memories.Part(0, 3));
            LstmStep.Apply(tape, Sources.Fresh(tape, x[2]), memories.Part(0, 3).Part(0, 2), states.Part(3, 2), memories.Part(3, 2));
            return [states];
        },
        [.. Inputs, Sources.Input(2, 16, 4)]);
}
