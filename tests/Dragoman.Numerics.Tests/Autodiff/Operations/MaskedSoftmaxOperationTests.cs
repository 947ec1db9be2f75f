using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class MaskedSoftmaxOperationTests
{
    private static readonly int[] Lengths = [3, 1, 4];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4));

    [Fact]
    public void Backward_RealPositions_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [MaskedSoftmaxOperation.Apply(tape, x[0], Layout)], [Sources.Input(3, 4, 1)], lengths: Lengths, accumulates: false);

    [Fact]
    public void Apply_RealPositions_SumToOneAndTheRestIsZero()
    {
        Tape tape = new();
        Matrix weights = MaskedSoftmaxOperation.Apply(tape, tape.NewVariable(Sources.Input(3, 4, 1), requiresGradient: false), Layout).Value;
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(1f, weights.Row(row)[..Lengths[row]].ToArray().Sum(), 1e-6f);
            Assert.All(weights.Row(row)[Lengths[row]..].ToArray(), weight => Assert.Equal(0f, weight));
        }
    }

    [Fact]
    public void Backward_ScoresWithAnotherConsumer_Throws()
    {
        Tape tape = Sources.Recording();
        Variable scores = tape.NewVariable(Sources.Input(3, 4, 1), requiresGradient: true);
        MaskedSoftmaxOperation.Apply(tape, scores, Layout).GradientTarget(out _).Fill(1f);
        scores.GradientTarget(out _).Fill(1f);
        Assert.Throws<InvalidOperationException>(tape.Backward);
    }
}
