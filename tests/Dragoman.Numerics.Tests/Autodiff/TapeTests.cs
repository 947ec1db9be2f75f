using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class TapeTests
{
    private readonly ParameterSet _parameters = new();
    private readonly Parameter _w;
    private readonly Parameter _b;
    private readonly Parameter _table;
    private readonly Weight _weight;
    private readonly int[] _tokens = [5, 1, 5];

    public TapeTests()
    {
        _w = _parameters.Matrix("w", 4, 4, 1);
        _b = _parameters.Vector("b", 4, 2);
        _table = _parameters.Table("t", 6, 4, 3);
        _weight = _w.Whole();
    }

    [Fact]
    public void Backward_AfterReset_GivesTheSameBits()
    {
        Tape tape = Sources.Recording(_parameters);
        Run(tape);
        float[] first = [.. tape.Gradients!.Dense(_w).Span];
        Run(tape);
        Assert.Equal(first, tape.Gradients.Dense(_w).Span.ToArray());
    }

    [Fact]
    public void Backward_WithoutReset_WouldNeedAnother()
    {
        Tape tape = Sources.Recording(_parameters);
        Run(tape);
        tape.Reset();
        tape.Gradients!.Clear();
        tape.Backward();
        tape.Gradients.Complete();
        Assert.All(tape.Gradients.Dense(_w).Span.ToArray(), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Reset_ManyPasses_HoldsNoMoreMemory()
    {
        Tape tape = Sources.Recording(_parameters);
        Run(tape);
        long held = tape.Arena.CapacityInBytes;
        for (int pass = 0; pass < 20; pass++)
        {
            Run(tape);
        }

        Assert.Equal(held, tape.Arena.CapacityInBytes);
    }

    [Fact]
    public void Reset_WarmPass_AllocatesNothing()
    {
        Tape tape = Sources.Recording(_parameters);
        Samples.AssertAllocatesNothing(() => Run(tape));
    }

    [Fact]
    public void Record_TapeThatOnlyComputesForward_KeepsNothing()
    {
        Tape tape = new();
        Forward(tape);
        tape.Backward();
        Assert.False(tape.IsRecording);
        Assert.Same(tape.Record<AddOperation>(), tape.Record<AddOperation>());
    }

    [Fact]
    public void Release_StepsOfALoop_UseTheSameMemory()
    {
        Tape tape = new();
        Variable kept = tape.Zeros(3, 4);
        Tape.Position mark = tape.Mark();
        Variable first = AddOperation.Apply(tape, kept, kept);
        Matrix memory = first.Value;
        tape.Release(mark);
        Variable second = AddOperation.Apply(tape, kept, kept);
        Assert.Same(first, second);
        Assert.Equal(memory, second.Value);
    }

    [Fact]
    public void Release_RecordingTape_Throws()
    {
        Tape tape = Sources.Recording(_parameters);
        Assert.Throws<InvalidOperationException>(() => tape.Release(tape.Mark()));
    }

    [Fact]
    public void Rent_AfterReset_HandsOutTheSameObject()
    {
        Tape tape = new();
        List<int> first = tape.Rent<List<int>>();
        Assert.NotSame(first, tape.Rent<List<int>>());
        tape.Reset();
        Assert.Same(first, tape.Rent<List<int>>());
    }

    private Variable Forward(Tape tape)
    {
        Variable x = EmbeddingLookup.Apply(tape, _table, _tokens);
        LoopMaps maps = LoopMaps.Open(tape, totalRows: 5);
        Variable one = TanhOperation.Apply(tape, maps.Apply(tape, _weight, _b, x));
        return AddOperation.Apply(tape, maps.Apply(tape, _weight, _b, one.Part(0, 2)), x.Part(1, 2));
    }

    private void Run(Tape tape)
    {
        tape.Reset();
        tape.Gradients!.Clear();
        Forward(tape).GradientTarget(out _).Fill(1f);
        tape.Backward();
        tape.Gradients.Complete();
    }
}
