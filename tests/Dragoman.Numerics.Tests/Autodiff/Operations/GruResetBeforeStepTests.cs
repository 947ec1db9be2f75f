using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class GruResetBeforeStepTests
{
    [Fact]
    public void Backward_BothHalves_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable state = tape.NewVariable(3, 4);
            Variable gates = Sources.Fresh(tape, x[0]);
            GruResetBeforeStep.Reset(tape, gates, x[1]);
            GruResetBeforeStep.Apply(tape, gates, x[1], state);
            return [state];
        },
        [Sources.Input(3, 12, 1), Sources.Input(3, 4, 3)]);

    [Fact]
    public void Backward_TwoSteps_MatchesDifferences()
    {
        ParameterSet parameters = new();
        Parameter u = parameters.Matrix("u", 12, 4, 6);
        (Weight resetAndUpdate, Weight candidate) = (u.Rows(0, 8), u.Rows(8, 4));
        GradientCheck.Verify(
            (tape, x) =>
            {
                LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
                Variable gates = Sources.Fresh(tape, x[0]);
                Variable one = Step(maps, gates.Part(0, 3), x[1]);
                return [one, Step(maps, gates.Part(3, 2), one.Part(0, 2))];

                Variable Step(LoopMaps maps, Variable gates, Variable previous)
                {
                    Variable state = tape.NewVariable(previous.Rows, previous.Columns);
                    maps.AddTo(tape, resetAndUpdate, bias: null, previous, gates);
                    maps.AddTo(tape, candidate, bias: null, GruResetBeforeStep.Reset(tape, gates, previous), gates, firstColumn: 8);
                    GruResetBeforeStep.Apply(tape, gates, previous, state);
                    return state;
                }
            },
            [Sources.Input(5, 12, 1), Sources.Input(3, 4, 5)],
            parameters);
    }
}
