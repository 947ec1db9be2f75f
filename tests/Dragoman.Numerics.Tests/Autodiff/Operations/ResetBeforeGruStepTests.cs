using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class ResetBeforeGruStepTests
{
    [Fact]
    public void Backward_BothHalves_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable state = tape.NewVariable(3, 4);
            Tensor gates = tape.Arena.Take(3, 12);
            Variable resetState = ResetBeforeGruStep.Reset(tape, x[0], x[1], x[2], gates);
            ResetBeforeGruStep.Apply(tape, x[0], TanhOperation.Apply(tape, resetState), x[2], gates, state);
            return [state];
        },
        [Sources.Input(3, 12, 1), Sources.Input(3, 8, 2), Sources.Input(3, 4, 3)],
        [],
        accumulates: false);

    [Fact]
    public void Backward_TwoSteps_MatchesDifferences()
    {
        Parameter u = Sources.Matrix("u", 4, 4, 6);
        Weight weight = u.Whole();
        GradientCheck.Verify(
            (tape, x) =>
            {
                UnrolledLinear product = UnrolledLinear.Open(tape, weight, bias: null, totalRows: 5);
                Variable one = Step(tape, product, x[0], x[1], x[4]);
                return [one, Step(tape, product, x[2], x[3], one.Part(0, 2))];
            },
            [Sources.Input(3, 12, 1), Sources.Input(3, 8, 2), Sources.Input(2, 12, 3), Sources.Input(2, 8, 4), Sources.Input(3, 4, 5)],
            [u],
            accumulates: false);
    }

    private static Variable Step(Tape tape, UnrolledLinear product, Variable inputGates, Variable hiddenGates, Variable previous)
    {
        Variable state = tape.NewVariable(previous.Rows, previous.Columns);
        Tensor gates = tape.Arena.Take(previous.Rows, inputGates.Columns);
        Variable resetState = ResetBeforeGruStep.Reset(tape, inputGates, hiddenGates, previous, gates);
        ResetBeforeGruStep.Apply(tape, inputGates, product.Apply(tape, resetState), previous, gates, state);
        return state;
    }
}
