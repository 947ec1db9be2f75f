using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class RaggedMaxTests
{
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4));

    [Fact]
    public void Backward_ValuesApart_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) => [RaggedMax.Apply(tape, x[0], Layout)], [ValuesApart()]);

    [Fact]
    public void Apply_SentencesOfAnyLength_TakesTheLargestOfEachColumn()
    {
        Tape tape = new();
        Matrix x = ValuesApart();
        Matrix max = RaggedMax.Apply(tape, tape.NewVariable(x, requiresGradient: false), Layout).Value;
        for (int sentence = 0; sentence < Layout.Count; sentence++)
        {
            for (int column = 0; column < x.Columns; column++)
            {
                float expected = Enumerable.Range(Layout.Starts[sentence], Layout.Lengths[sentence]).Max(row => x[row, column]);
                Assert.Equal(expected, max[sentence, column]);
            }
        }
    }

    [Fact]
    public void Backward_EqualValues_GivesAllToTheFirst()
    {
        Tape tape = Sources.Recording();
        Variable x = tape.NewVariable(Matrix.From(3, 1, [1f, 2f, 2f]), requiresGradient: true);
        RaggedMax.Apply(tape, x, Sources.Ragged((0, 3))).GradientTarget(out _).Fill(3f);
        tape.Backward();
        Assert.Equal([0f, 3f, 0f], x.Gradient.Span.ToArray());
    }

    /// <summary>Eight values a column, a quarter apart, in another order in each.</summary>
    private static Matrix ValuesApart()
    {
        Matrix x = Matrix.Allocate(8, 5);
        for (int row = 0; row < x.Rows; row++)
        {
            for (int column = 0; column < x.Columns; column++)
            {
                x[row, column] = (0.25f * (((row * 5) + (column * 3)) % 8)) - 1f;
            }
        }

        return x;
    }
}
