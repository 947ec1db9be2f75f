using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class AlignmentLossTests
{
    private static readonly int[] Rows4 = [0, 1, 2, 3];
    private static readonly int[] Rows8 = [0, 1, 2, 3, 4, 5, 6, 7];
    private static readonly RaggedLayout Layout = Sources.Ragged((0, 3), (3, 1), (4, 4), (0, 3));

    /// <summary>A row of another step, then a row each for the layout, one of them without links.</summary>
    private static readonly RowLinks Links = Rows([1], [0, 2], [], [3, 0, 1], [1]);

    [Theory]
    [InlineData(0f)]
    [InlineData(0.4f)]
    public void Apply_WeightsAlsoSumValues_MatchesDifferences(float dropout)
    {
        const float Scale = 0.7f;
        ParameterSet parameters = new();
        Parameter ofScores = parameters.Table("scores", 4, 4, 1);
        Parameter ofValues = parameters.Table("values", 8, 5, 2);
        Weight weight = parameters.Matrix("w", 6, 5, 3).Whole();
        Parameter bias = parameters.Vector("b", 6, 4);
        GradientCheck.VerifySlopes(
            tape =>
            {
                tape.DropoutKey = (11, 1);
                Variable scores = EmbeddingLookup.Apply(tape, ofScores, Rows4);
                Variable values = EmbeddingLookup.Apply(tape, ofValues, Rows8);
                Variable weights = MaskedSoftmaxOperation.Apply(tape, scores, Layout);
                Variable context = WeightedSumOperation.Apply(tape, DropoutOperation.Apply(tape, weights, dropout), values, Layout);
                return (Scale * AlignmentLoss.Apply(tape, weights, Links, firstRow: 1, Scale)) +
                    CrossEntropyLoss.Apply(tape, context, weight, bias, [1, 5, 0, 2], labelSmoothing: 0f, scale: 1f);
            },
            parameters);
    }

    [Fact]
    public void Apply_SomeRows_IsTheMeanOverTheirLinks()
    {
        Matrix weights = Sources.Input(4, 4, 1);
        foreach (ref float weight in weights.Span)
        {
            weight = 0.1f + Math.Abs(weight);
        }

        Tape tape = new();
        double loss = AlignmentLoss.Apply(tape, tape.NewVariable(weights, requiresGradient: false), Links, firstRow: 1, scale: 1f);

        double expected = ((Log(0, 0) + Log(0, 2)) / 2) + ((Log(2, 3) + Log(2, 0) + Log(2, 1)) / 3) + Log(3, 1);
        Assert.Equal(-expected, loss, 1e-6);

        double Log(int row, int column) => Math.Log(weights[row, column]);
    }

    [Fact]
    public void Apply_NoLinks_LeavesTheGradientAlone()
    {
        Tape tape = Sources.Recording();
        Variable weights = tape.NewVariable(Sources.Input(2, 4, 1), requiresGradient: true);
        Assert.Equal(0, AlignmentLoss.Apply(tape, weights, Rows([], []), firstRow: 0, scale: 1f));
        Assert.False(weights.HasGradient);
    }

    [Fact]
    public void Apply_WeightOfZero_CountsNothing()
    {
        Tape tape = Sources.Recording();
        Matrix values = Matrix.Allocate(1, 2);
        values[0, 1] = 1f;
        Variable weights = tape.NewVariable(values, requiresGradient: true);
        Assert.Equal(0, AlignmentLoss.Apply(tape, weights, Rows([0, 1]), firstRow: 0, scale: 1f));
        Assert.Equal([0f, -0.5f], weights.Gradient.Span.ToArray());
    }

    [Fact]
    public void Apply_TooFewRows_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => AlignmentLoss.Apply(tape, tape.Zeros(3, 2), Rows([0], [1]), firstRow: 0, scale: 1f));
    }

    private static RowLinks Rows(params int[][] rows)
    {
        RowLinks links = new();
        foreach (int[] row in rows)
        {
            Array.ForEach(row, links.Add);
            links.EndRow();
        }

        return links;
    }
}
