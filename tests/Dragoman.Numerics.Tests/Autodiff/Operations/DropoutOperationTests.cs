using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
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

    [Fact]
    public void Backward_SharedMasks_MatchesDifferences() => GradientCheck.Verify(
        (tape, x) =>
        {
            tape.DropoutKey = (7, 3);
            return [DropoutOperation.Apply(tape, x[0], Rate, Steps(3, 2, 2))];
        },
        [Sources.Input(7, 5, 1)]);

    [Fact]
    public void Apply_SharedMasks_DropTheSameElementsAtEachStep()
    {
        Tape tape = new() { DropoutKey = (1, 1) };
        Matrix ones = Matrix.Allocate(9, 40);
        ones.Fill(1f);

        Matrix y = DropoutOperation.Apply(tape, tape.NewVariable(ones, requiresGradient: false), Rate, Steps(4, 3, 2)).Value;

        Assert.Equal(y.RowRange(0, 3).Span.ToArray(), y.RowRange(3, 3).Span.ToArray());
        Assert.Equal(y.RowRange(0, 2).Span.ToArray(), y.RowRange(6, 2).Span.ToArray());
        Assert.Equal(y.Row(0).ToArray(), y.Row(8).ToArray());
        Assert.NotEqual(y.Row(0).ToArray(), y.Row(1).ToArray());
    }

    private static StepLayout Steps(params int[] lengths)
    {
        StepLayout layout = new();
        layout.Set(lengths);
        return layout;
    }
}
