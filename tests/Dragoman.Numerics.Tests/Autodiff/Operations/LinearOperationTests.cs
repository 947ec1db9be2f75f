using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class LinearOperationTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 4)]
    [InlineData(7, 17, 33)]
    public void Apply_WithBias_MatchesPlainLoops(int rows, int input, int output)
    {
        Matrix x = Sources.Input(rows, input, 1);
        ParameterSet parameters = new();
        Parameter weight = parameters.Matrix("w", output, input, 2);
        Parameter bias = parameters.Vector("b", output, 3);
        Tape tape = new();
        Matrix y = LinearOperation.Apply(tape, tape.NewVariable(x, requiresGradient: false), weight.Whole(), bias).Value;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < output; column++)
            {
                double expected = bias.Value[0, column];
                for (int i = 0; i < input; i++)
                {
                    expected += (double)x[row, i] * weight.Value[column, i];
                }

                Assert.Equal(expected, y[row, column], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backward_WithAndWithoutBias_MatchesDifferences(bool hasBias)
    {
        ParameterSet parameters = new();
        Parameter w = parameters.Matrix("w", 4, 5, 2);
        Parameter b = parameters.Vector("b", 4, 3);
        Weight weight = w.Whole();
        GradientCheck.Verify(
            (tape, x) => [LinearOperation.Apply(tape, x[0], weight, hasBias ? b : null)], [Sources.Input(3, 5, 1)], parameters);
    }

    [Fact]
    public void Backward_WeightUsedTwiceAndInBlocks_SumsItsGradients()
    {
        ParameterSet parameters = new();
        Parameter w = parameters.Matrix("w", 4, 5, 2);
        (Weight left, Weight right) = (w.Columns(0, 2), w.Columns(2, 3));
        GradientCheck.Verify(
            (tape, x) =>
            [
                LinearOperation.Apply(tape, x[0], left, bias: null),
                LinearOperation.Apply(tape, x[1], right, bias: null),
                LinearOperation.Apply(tape, x[2], right, bias: null),
            ],
            [Sources.Input(3, 2, 1), Sources.Input(3, 3, 3), Sources.Input(2, 3, 4)],
            parameters);
    }

    [Fact]
    public void Backward_BlocksOfRows_SumTheirGradients()
    {
        ParameterSet parameters = new();
        Parameter w = parameters.Matrix("w", 6, 2, 2);
        (Weight upper, Weight lower) = (w.Rows(0, 4), w.Rows(4, 2));
        GradientCheck.Verify(
            (tape, x) => [LinearOperation.Apply(tape, x[0], upper, bias: null), LinearOperation.Apply(tape, x[0], lower, bias: null)],
            [Sources.Input(3, 2, 1)],
            parameters);
    }

    [Fact]
    public void Apply_InputOfOtherWidth_NamesTheParameter()
    {
        Tape tape = new();
        Weight weight = new ParameterSet().Matrix("decoder.rnn.weight_ih_l0", 4, 5, 2).Whole();
        ShapeException failure = Assert.Throws<ShapeException>(() => LinearOperation.Apply(tape, tape.Zeros(3, 4), weight, bias: null));
        Assert.Contains("decoder.rnn.weight_ih_l0", failure.Message, StringComparison.Ordinal);
    }
}
