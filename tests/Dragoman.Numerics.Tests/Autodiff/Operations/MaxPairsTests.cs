using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class MaxPairsTests
{
    [Fact]
    public void Backward_PairsApart_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable all = tape.NewVariable(5, 4);
            MaxPairs.Apply(tape, x[0], all.Part(0, 3));
            MaxPairs.Apply(tape, x[1], all.Part(3, 2));
            return [all];
        },
        [PairsApart(3, 8, 1), PairsApart(2, 8, 2)]);

    [Fact]
    public void Apply_Pairs_TakesTheLargerOfEach()
    {
        Tape tape = new();
        Variable larger = tape.NewVariable(1, 3);
        MaxPairs.Apply(tape, tape.NewVariable(Matrix.From(1, 6, [1f, 2f, -3f, -4f, 5f, 5f]), requiresGradient: false), larger);
        Assert.Equal([2f, -3f, 5f], larger.Value.Span.ToArray());
    }

    [Fact]
    public void Backward_EqualPair_GivesAllToTheFirst()
    {
        Tape tape = Sources.Recording();
        Variable x = tape.NewVariable(Matrix.From(1, 2, [5f, 5f]), requiresGradient: true);
        Variable larger = tape.NewVariable(1, 1);
        MaxPairs.Apply(tape, x, larger);
        larger.GradientTarget(out _).Fill(3f);
        tape.Backward();
        Assert.Equal([3f, 0f], x.Gradient.Span.ToArray());
    }

    [Fact]
    public void Apply_ResultNotHalfAsWide_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => MaxPairs.Apply(tape, tape.Zeros(2, 6), tape.NewVariable(2, 4)));
    }

    /// <summary>Pairs that differ by 0.5, the first larger or the second.</summary>
    private static Matrix PairsApart(int rows, int columns, int seed)
    {
        Matrix x = Sources.Input(rows, columns, seed);
        for (int i = 0; i < x.Length; i += 2)
        {
            x.Span[i + 1] = x.Span[i] + (i % 3 == 0 ? 0.5f : -0.5f);
        }

        return x;
    }
}
