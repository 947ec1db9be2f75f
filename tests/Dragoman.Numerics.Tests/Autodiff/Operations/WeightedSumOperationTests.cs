using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class WeightedSumOperationTests
{
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4), (0, 3));

    [Fact]
    public void Backward_SoftmaxBefore_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable weights = MaskedSoftmaxOperation.Apply(tape, TanhOperation.Apply(tape, x[0]), Layout);
            return [WeightedSumOperation.Apply(tape, weights, x[1], Layout)];
        },
        [Sources.Input(4, 4, 1), Sources.Input(8, 5, 2)]);

    [Fact]
    public void Backward_DropoutBetween_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            tape.DropoutKey = (11, 1);
            Variable weights = MaskedSoftmaxOperation.Apply(tape, TanhOperation.Apply(tape, x[0]), Layout);
            return [WeightedSumOperation.Apply(tape, DropoutOperation.Apply(tape, weights, 0.3f), x[1], Layout)];
        },
        [Sources.Input(4, 4, 1), Sources.Input(8, 5, 2)]);

    [Fact]
    public void Apply_RaggedValues_MatchesPlainLoops()
    {
        (Matrix weights, Matrix values) = (Sources.Input(4, 4, 1), Sources.Input(8, 5, 2));
        Tape tape = new();
        Matrix context = WeightedSumOperation.Apply(
            tape, tape.NewVariable(weights, requiresGradient: false), tape.NewVariable(values, requiresGradient: false), Layout).Value;
        for (int row = 0; row < 4; row++)
        {
            for (int unit = 0; unit < 5; unit++)
            {
                double expected = 0;
                for (int j = 0; j < Layout.Lengths[row]; j++)
                {
                    expected += (double)weights[row, j] * values[Layout.Starts[row] + j, unit];
                }

                Assert.Equal(expected, context[row, unit], 1e-6);
            }
        }
    }

    [Fact]
    public void Backward_PastTheLength_GivesZero()
    {
        Tape tape = Sources.Recording();
        tape.Arena.Take(64, 64).Fill(float.NaN);
        tape.Reset();
        Variable weights = tape.NewVariable(Sources.Input(4, 4, 1), requiresGradient: true);
        Variable values = tape.NewVariable(Sources.Input(8, 5, 2), requiresGradient: true);
        WeightedSumOperation.Apply(tape, weights, values, Layout).GradientTarget(out _).Fill(1f);
        tape.Backward();
        for (int row = 0; row < 4; row++)
        {
            Assert.All(weights.Gradient.Row(row)[Layout.Lengths[row]..].ToArray(), gradient => Assert.Equal(0f, gradient));
        }
    }
}
