using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class AdditiveScoresTests
{
    private static readonly int[] Lengths = [3, 1, 4, 3];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4), (0, 3), (5, 2));

    [Fact]
    public void Backward_RaggedKeys_MatchesDifferences()
    {
        ParameterSet parameters = new();
        Parameter v = parameters.Vector("v", 5, 3);
        GradientCheck.Verify(
            (tape, x) => [AdditiveScores.Apply(tape, x[0], x[1], v, Layout)], [Sources.Input(4, 5, 1), Sources.Input(8, 5, 2)], parameters, Lengths);
    }

    [Fact]
    public void Apply_RaggedKeys_MatchesPlainLoops()
    {
        Parameter v = new ParameterSet().Vector("v", 5, 3);
        (Matrix q, Matrix k) = (Sources.Input(4, 5, 1), Sources.Input(8, 5, 2));
        Tape tape = new();
        Matrix scores = AdditiveScores.Apply(
            tape, tape.NewVariable(q, requiresGradient: false), tape.NewVariable(k, requiresGradient: false), v, Layout).Value;
        for (int row = 0; row < 4; row++)
        {
            for (int j = 0; j < Lengths[row]; j++)
            {
                double expected = Enumerable.Range(0, 5).Sum(
                    unit => v.Value[0, unit] * Math.Tanh((double)q[row, unit] + k[Layout.Starts[row] + j, unit]));
                Assert.Equal(expected, scores[row, j], 1e-5);
            }
        }
    }
}
