using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class RowDropoutOperationTests
{
    private const float Rate = 0.4f;

    [Fact]
    public void Backward_WithKey_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            tape.DropoutKey = (7, 3);
            return [RowDropoutOperation.Apply(tape, x[0], Rate), RowDropoutOperation.Apply(tape, x[0], Rate)];
        },
        [Sources.Input(12, 5, 1)]);

    [Fact]
    public void Apply_WithKey_DropsOrScalesWholeRows()
    {
        Tape tape = new() { DropoutKey = (1, 1) };
        Matrix ones = Matrix.Allocate(400, 7);
        ones.Fill(1f);

        Matrix y = RowDropoutOperation.Apply(tape, tape.NewVariable(ones, requiresGradient: false), Rate).Value;

        float[] first = [.. Enumerable.Range(0, 400).Select(row => y[row, 0])];
        Assert.All(Enumerable.Range(0, 400), row => Assert.All(y.Row(row).ToArray(), value => Assert.Equal(first[row], value)));
        Assert.InRange(first.Count(value => value == 0f), 120, 200);
        Assert.All(first.Where(value => value != 0f), value => Assert.Equal(1f / (1f - Rate), value, 1e-4f));
    }

    [Fact]
    public void Apply_WithoutKeyOrRate_GivesTheInputItself()
    {
        Tape tape = new();
        Variable x = tape.Zeros(2, 2);
        Assert.Same(x, RowDropoutOperation.Apply(tape, x, Rate));
        tape.DropoutKey = (1, 1);
        Assert.Same(x, RowDropoutOperation.Apply(tape, x, 0f));
    }
}
