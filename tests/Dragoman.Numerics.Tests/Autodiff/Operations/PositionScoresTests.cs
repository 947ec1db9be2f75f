using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class PositionScoresTests
{
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4));

    [Fact]
    public void Backward_MorePositionsThanKeys_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [PositionScores.Apply(tape, x[0], Layout)], [Sources.Input(3, 6, 1)]);

    [Fact]
    public void Backward_FewerPositionsThanKeys_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [MaskedSoftmaxOperation.Apply(tape, PositionScores.Apply(tape, x[0], Layout), Layout)], [Sources.Input(3, 2, 1)]);

    [Fact]
    public void Apply_FewerPositionsThanKeys_RulesTheOthersOut()
    {
        Tape tape = new();
        Matrix positions = Sources.Input(2, 3, 1);
        Matrix scores = PositionScores.Apply(tape, tape.NewVariable(positions, requiresGradient: false), Layout).Value;
        for (int row = 0; row < 2; row++)
        {
            Assert.Equal([.. positions.Row(row), float.NegativeInfinity], scores.Row(row).ToArray());
        }
    }
}
