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
        ParameterSet parameters = new();
        (Parameter gain, Parameter bias) = (parameters.Vector("g", columns, 1), parameters.Vector("b", columns, 2));
        GradientCheck.Verify(
            (tape, x) => [LayerNormOperation.Apply(tape, x[0], gain, bias)], [Sources.Input(rows, columns, 3)], parameters);
    }

    [Fact]
    public void Backward_NormalisedTwice_AddsToTheSameParameters()
    {
        ParameterSet parameters = new();
        (Parameter gain, Parameter bias) = (parameters.Vector("g", 5, 1), parameters.Vector("b", 5, 2));
        GradientCheck.Verify(
            (tape, x) => [LayerNormOperation.Apply(tape, x[0], gain, bias), LayerNormOperation.Apply(tape, x[1], gain, bias)],
            [Sources.Input(2, 5, 3), Sources.Input(3, 5, 4)],
            parameters);
    }
}
