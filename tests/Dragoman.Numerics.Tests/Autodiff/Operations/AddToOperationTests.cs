using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class AddToOperationTests
{
    [Fact]
    public void Backward_PartsOfASum_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            Variable sum = Sources.Fresh(tape, x[0]);
            AddToOperation.Apply(tape, x[1], sum.Part(0, 3));
            AddToOperation.Apply(tape, x[1].Part(0, 2), sum.Part(3, 2));
            return [TanhOperation.Apply(tape, sum)];
        },
        [Sources.Input(5, 4, 1), Sources.Input(3, 4, 2)]);

    [Fact]
    public void Apply_OtherShape_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => AddToOperation.Apply(tape, tape.Zeros(2, 3), tape.Zeros(2, 4)));
    }
}
