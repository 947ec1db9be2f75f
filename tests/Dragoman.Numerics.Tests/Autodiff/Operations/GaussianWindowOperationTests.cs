using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class GaussianWindowOperationTests
{
    private static readonly int[] Lengths = [3, 1, 4, 4];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4), (4, 4));

    /// <summary>Positions halfway between two places, so that the differences do not move a place over the edge of its window.</summary>
    private static readonly float[] Positions = [1.5f, 0.5f, 2.5f, 0.5f];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Backward_ScoresAndPredictions_MatchesDifferences(int radius) => GradientCheck.Verify(
        (tape, x) => [GaussianWindowOperation.Apply(tape, x[0], x[1], Layout, radius)],
        [Sources.Input(4, 4, 1), Predictions()],
        lengths: Lengths,
        accumulates: false);

    [Fact]
    public void Backward_PredictionsUsedElsewhere_AddsToTheirGradient() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable scores = TanhOperation.Apply(tape, x[0]);
            Variable weights = GaussianWindowOperation.Apply(tape, scores, x[1], Layout, radius: 1);
            return [weights, TanhOperation.Apply(tape, x[1])];
        },
        [Sources.Input(4, 4, 1), Predictions()]);

    [Fact]
    public void Apply_FewerRowsThanTheLayout_TakesItsFirst()
    {
        Tape tape = new();
        Matrix weights = GaussianWindowOperation.Apply(
            tape, Constant(tape, Sources.Input(2, 4, 1)), Constant(tape, Predictions().RowRange(0, 2)), Layout, radius: 1).Value;
        Assert.Equal([0f, 0f], weights.Row(0)[2..].ToArray());
        Assert.Equal([MathF.Exp(-0.5f), 0f, 0f, 0f], weights.Row(1).ToArray());
    }

    [Fact]
    public void Backward_ScoresWithAnotherConsumer_Throws()
    {
        Tape tape = Sources.Recording();
        Variable scores = tape.NewVariable(Sources.Input(4, 4, 1), requiresGradient: true);
        GaussianWindowOperation.Apply(tape, scores, Constant(tape, Predictions()), Layout, radius: 1).GradientTarget(out _).Fill(1f);
        scores.GradientTarget(out _).Fill(1f);
        Assert.Throws<InvalidOperationException>(tape.Backward);
    }

    private static Variable Constant(Tape tape, Matrix value) => tape.NewVariable(value, requiresGradient: false);

    private static Matrix Predictions() =>
        Matrix.From(Lengths.Length, 1, [.. Positions.Zip(Lengths, (position, length) => MathF.Log(position / (length - position)))]);
}
