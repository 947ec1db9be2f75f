using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class WindowSoftmaxOperationTests
{
    private static readonly int[] Lengths = [3, 1, 6];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 6));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(9, 2)]
    public void Backward_AnyPosition_MatchesDifferences(int position, int radius) => GradientCheck.Verify(
        (tape, x) => [WindowSoftmaxOperation.Apply(tape, x[0], Layout, position, radius)], [Sources.Input(3, 6, 1)], lengths: Lengths, accumulates: false);

    [Fact]
    public void Apply_ShorterRows_LookAtTheirEnd()
    {
        Tape tape = new();
        Matrix weights = WindowSoftmaxOperation.Apply(tape, tape.Zeros(3, 6), Layout, position: 5, radius: 1).Value;
        Assert.Equal([0f, 0.5f, 0.5f, 0f, 0f, 0f], weights.Row(0).ToArray());
        Assert.Equal([1f, 0f, 0f, 0f, 0f, 0f], weights.Row(1).ToArray());
        Assert.Equal([0f, 0f, 0f, 1f / 3f, 1f / 3f, 1f / 3f], weights.Row(2).ToArray());
    }

    [Fact]
    public void Backward_ScoresWithAnotherConsumer_Throws()
    {
        Tape tape = Sources.Recording();
        Variable scores = tape.NewVariable(Sources.Input(3, 6, 1), requiresGradient: true);
        WindowSoftmaxOperation.Apply(tape, scores, Layout, position: 2, radius: 1).GradientTarget(out _).Fill(1f);
        scores.GradientTarget(out _).Fill(1f);
        Assert.Throws<InvalidOperationException>(tape.Backward);
    }
}
