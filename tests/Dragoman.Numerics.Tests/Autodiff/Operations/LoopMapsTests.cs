using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class LoopMapsTests
{
    private readonly ParameterSet _parameters = new();
    private readonly Parameter _w;
    private readonly Parameter _b;
    private readonly Weight _weight;

    public LoopMapsTests()
    {
        _w = _parameters.Matrix("w", 3, 4, 7);
        _b = _parameters.Vector("b", 3, 8);
        _weight = _w.Whole();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_StepsWithShrinkingRows_MatchesDifferences(bool hasBias) => GradientCheck.Verify(
        (tape, x) =>
        {
            LoopMaps maps = LoopMaps.Open(tape, totalRows: 9);
            return [maps.Apply(tape, _weight, hasBias ? _b : null, x[0]), maps.Apply(tape, _weight, hasBias ? _b : null, x[1]), maps.Apply(tape, _weight, hasBias ? _b : null, x[1].Part(0, 1))];
        },
        [Sources.Input(3, 4, 1), Sources.Input(2, 4, 2)],
        _parameters);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void Backward_AddedToPartsInAnyOrder_MatchesDifferences(bool hasBias, int firstColumn) => GradientCheck.Verify(
        (tape, x) =>
        {
            LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
            Variable sum = Sources.Fresh(tape, x[2]);
            maps.AddTo(tape, _weight, hasBias ? _b : null, x[1], sum.Part(3, 2), firstColumn);
            maps.AddTo(tape, _weight, hasBias ? _b : null, x[0], sum.Part(0, 3), firstColumn);
            return [sum];
        },
        [Sources.Input(3, 4, 1), Sources.Input(2, 4, 2), Sources.Input(5, 5, 3)],
        _parameters);

    [Fact]
    public void Backward_AddedToSomeRowsOnly_Throws()
    {
        Tape tape = new(new GradientBuffer(_parameters));
        LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
        Variable sum = tape.NewVariable(Sources.Input(5, 3, 1), requiresGradient: true);
        maps.AddTo(tape, _weight, bias: null, tape.Zeros(2, 4), sum.Part(0, 2));
        sum.GradientTarget(out _).Fill(1f);
        Assert.Throws<InvalidOperationException>(tape.Backward);
    }

    [Fact]
    public void Backward_StepThatNothingFollowsFrom_CountsAsZero() => GradientCheck.Verify(
        (tape, x) =>
        {
            LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
            Variable first = maps.Apply(tape, _weight, _b, x[0]);
            maps.Apply(tape, _weight, _b, x[1]);
            return [first];
        },
        [Sources.Input(3, 4, 1), Sources.Input(2, 4, 2)],
        _parameters);

    [Fact]
    public void Backward_ChainOfSteps_MatchesDifferences()
    {
        ParameterSet parameters = new();
        Parameter w = parameters.Matrix("square", 3, 3, 5);
        Weight weight = w.Whole();
        GradientCheck.Verify(
            (tape, x) =>
            {
                LoopMaps maps = LoopMaps.Open(tape, totalRows: 9);
                Variable one = maps.Apply(tape, weight, bias: null, x[0]);
                Variable two = AddOperation.Apply(tape, maps.Apply(tape, weight, bias: null, one), one);
                return [maps.Apply(tape, weight, bias: null, TanhOperation.Apply(tape, two))];
            },
            [Sources.Input(3, 3, 1)],
            parameters);
    }

    [Fact]
    public void Apply_AnySteps_EqualsOneLinearMap()
    {
        Tape tape = new();
        Variable x = tape.NewVariable(Sources.Input(5, 4, 1), requiresGradient: false);
        LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
        float[] steps = [.. maps.Apply(tape, _weight, _b, x.Part(0, 3)).Value.Span, .. maps.Apply(tape, _weight, _b, x.Part(3, 2)).Value.Span];
        float[] whole = LinearOperation.Apply(tape, x, _weight, _b).Value.Span.ToArray();
        Assert.All(whole.Zip(steps), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Backward_SeveralMapsInOneLoop_MatchesDifferences()
    {
        Parameter square = _parameters.Matrix("square", 3, 3, 5);
        Weight recurrent = square.Whole();
        GradientCheck.Verify(
            (tape, x) =>
            {
                LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
                Variable one = maps.Apply(tape, _weight, _b, x[0]);
                Variable two = TanhOperation.Apply(tape, maps.Apply(tape, recurrent, bias: null, one));
                Variable three = maps.Apply(tape, recurrent, bias: null, two.Part(0, 2));
                return [AddOperation.Apply(tape, three, maps.Apply(tape, _weight, _b, x[1]))];
            },
            [Sources.Input(3, 4, 1), Sources.Input(2, 4, 2)],
            _parameters);
    }

    [Fact]
    public void Apply_OtherWidths_Throws()
    {
        Tape tape = new();
        LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
        Assert.Throws<ShapeException>(() => maps.Apply(tape, _weight, _b, tape.Zeros(2, 3)));
        Assert.Throws<ShapeException>(() => maps.AddTo(tape, _weight, _b, tape.Zeros(2, 4), tape.Zeros(1, 3)));
    }
}
