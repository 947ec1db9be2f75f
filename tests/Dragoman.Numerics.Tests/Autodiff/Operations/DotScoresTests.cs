using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class DotScoresTests
{
    private static readonly int[] Lengths = [3, 1, 4, 3];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4), (0, 3), (5, 2));

    [Theory]
    [InlineData(1f)]
    [InlineData(0.4f)]
    public void Backward_RaggedKeys_MatchesDifferences(float scale) => GradientCheck.Verify(
        (tape, x) => [DotScores.Apply(tape, x[0], x[1], scale, Layout)], [Sources.Input(4, 5, 1), Sources.Input(8, 5, 2)], lengths: Lengths);

    [Fact]
    public void Apply_RaggedKeys_MatchesPlainLoops()
    {
        (Matrix q, Matrix k) = (Sources.Input(4, 5, 1), Sources.Input(8, 5, 2));
        Tape tape = new();
        Matrix scores = DotScores.Apply(
            tape, tape.NewVariable(q, requiresGradient: false), tape.NewVariable(k, requiresGradient: false), 0.4f, Layout).Value;
        for (int row = 0; row < 4; row++)
        {
            for (int j = 0; j < Lengths[row]; j++)
            {
                double expected = 0.4 * Enumerable.Range(0, 5).Sum(unit => (double)q[row, unit] * k[Layout.Starts[row] + j, unit]);
                Assert.Equal(expected, scores[row, j], 1e-6);
            }
        }
    }

    [Fact]
    public void Apply_WidthsDiffer_SaysWhatToDo()
    {
        Tape tape = new();
        ShapeException failure = Assert.Throws<ShapeException>(() => DotScores.Apply(tape, tape.Zeros(4, 5), tape.Zeros(8, 6), 1f, Layout));
        Assert.Contains("[4, 5]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[8, 6]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("general", failure.Message, StringComparison.Ordinal);
    }
}
