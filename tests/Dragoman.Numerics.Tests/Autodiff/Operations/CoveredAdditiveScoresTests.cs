using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class CoveredAdditiveScoresTests
{
    private static readonly int[] Lengths = [3, 1, 4, 3];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4), (0, 3), (5, 2));

    [Fact]
    public void Backward_RaggedKeys_MatchesDifferences()
    {
        ParameterSet parameters = new();
        Parameter v = parameters.Vector("v", 5, 3);
        Parameter w = parameters.Vector("w", 5, 4);
        GradientCheck.Verify(
            (tape, x) => [CoveredAdditiveScores.Apply(tape, x[0], x[1], x[2], v, w, Layout)],
            [Sources.Input(4, 5, 1), Sources.Input(8, 5, 2), Sources.Input(4, 6, 5)],
            parameters,
            Lengths);
    }

    [Fact]
    public void Apply_RaggedKeys_MatchesPlainLoops()
    {
        ParameterSet parameters = new();
        (Parameter v, Parameter w) = (parameters.Vector("v", 5, 3), parameters.Vector("w", 5, 4));
        (Matrix q, Matrix k, Matrix c) = (Sources.Input(4, 5, 1), Sources.Input(8, 5, 2), Sources.Input(4, 6, 5));
        Tape tape = new();
        Variable Given(Matrix value) => tape.NewVariable(value, requiresGradient: false);

        Matrix scores = CoveredAdditiveScores.Apply(tape, Given(q), Given(k), Given(c), v, w, Layout).Value;

        for (int row = 0; row < 4; row++)
        {
            for (int j = 0; j < Lengths[row]; j++)
            {
                double expected = Enumerable.Range(0, 5).Sum(
                    unit => v.Value[0, unit] * Math.Tanh((double)q[row, unit] + k[Layout.Starts[row] + j, unit] + (c[row, j] * w.Value[0, unit])));
                Assert.Equal(expected, scores[row, j], 1e-5);
            }
        }
    }
}
