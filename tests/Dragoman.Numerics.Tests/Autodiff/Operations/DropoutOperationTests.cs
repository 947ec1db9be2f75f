using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class DropoutOperationTests
{
    private const float Rate = 0.4f;

    [Fact]
    public void Backward_WithKey_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            tape.DropoutKey = (7, 3);
            return [DropoutOperation.Apply(tape, x[0], Rate), DropoutOperation.Apply(tape, x[0], Rate)];
        },
        [Sources.Input(3, 5, 1)]);

    [Fact]
    public void Apply_WithKey_DropsOrScales()
    {
        Tape tape = new() { DropoutKey = (1, 1) };
        Variable x = tape.NewVariable(Sources.Input(20, 30, 1), requiresGradient: false);
        Matrix y = DropoutOperation.Apply(tape, x, Rate).Value;
        float[] kept = [.. y.Span.ToArray().Where(value => value != 0f)];
        Assert.InRange(kept.Length, 300, 420);
        Assert.All(
            x.Value.Span.ToArray().Zip(y.Span.ToArray()),
            pair => Assert.True(pair.Second == 0f || Math.Abs(pair.Second - (pair.First / (1f - Rate))) < 1e-4f));
    }

    [Fact]
    public void Apply_OtherPlaceUpdateOrSeed_DropsOthers()
    {
        Tape tape = new() { DropoutKey = (1, 1) };
        Variable x = tape.NewVariable(Sources.Input(8, 8, 1), requiresGradient: false);
        float[] first = Dropped();
        float[] second = Dropped();
        tape.Reset();
        x = tape.NewVariable(x.Value, requiresGradient: false);
        Assert.Equal(first, Dropped());
        tape.DropoutKey = (1, 2);
        tape.Reset();
        x = tape.NewVariable(x.Value, requiresGradient: false);
        float[] nextUpdate = Dropped();
        tape.DropoutKey = (2, 1);
        tape.Reset();
        x = tape.NewVariable(x.Value, requiresGradient: false);
        float[] otherSeed = Dropped();
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, nextUpdate);
        Assert.NotEqual(first, otherSeed);
        Assert.NotEqual(nextUpdate, otherSeed);

        float[] Dropped() => DropoutOperation.Apply(tape, x, Rate).Value.Span.ToArray();
    }

    [Fact]
    public void Apply_WithoutKeyOrRate_GivesTheInputItself()
    {
        Tape tape = new();
        Variable x = tape.Zeros(2, 2);
        Assert.Same(x, DropoutOperation.Apply(tape, x, Rate));
        tape.DropoutKey = (1, 1);
        Assert.Same(x, DropoutOperation.Apply(tape, x, 0f));
    }
}
