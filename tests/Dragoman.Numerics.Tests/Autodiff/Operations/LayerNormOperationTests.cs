using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class LayerNormOperationTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 7)]
    [InlineData(2, 19)]
    public void Backward_InputGainAndBias_MatchesDifferences(int rows, int columns)
    {
        (Parameter gain, Parameter bias) = (Sources.Vector("g", columns, 1), Sources.Vector("b", columns, 2));
        GradientCheck.Verify(
            (tape, x) => [LayerNormOperation.Apply(tape, x[0], gain, bias)], [Sources.Input(rows, columns, 3)], [gain, bias]);
    }

    [Fact]
    public void Backward_NormalisedTwice_AddsToTheSameParameters()
    {
        (Parameter gain, Parameter bias) = (Sources.Vector("g", 5, 1), Sources.Vector("b", 5, 2));
        GradientCheck.Verify(
            (tape, x) => [LayerNormOperation.Apply(tape, x[0], gain, bias), LayerNormOperation.Apply(tape, x[1], gain, bias)],
            [Sources.Input(2, 5, 3), Sources.Input(3, 5, 4)],
            [gain, bias]);
    }
}
