using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class AddToFirstColumnsTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    [InlineData(1)]
    public void Backward_AsManyColumnsOrFewer_MatchesDifferences(int columns) => GradientCheck.Verify(
        (tape, x) => [AddToFirstColumns.Apply(tape, x[0], x[1])], [Sources.Input(4, 5, 1), Sources.Input(4, columns, 2)]);
}
