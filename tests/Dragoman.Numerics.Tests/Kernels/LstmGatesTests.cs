using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class LstmGatesTests
{
    private const int Rows = 2;

    public static TheoryData<int> HiddenSizes => Matrices.HiddenSizes;

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Forward_RandomSums_MatchesScalarReference(int hidden)
    {
        (Matrix gates, Matrix previousMemory) = Inputs(hidden, range: 6f);
        (Matrix memory, Matrix state) = (Garbage(Rows, hidden), Garbage(Rows, hidden));
        var expected = Reference(ToDouble(gates), ToDouble(previousMemory));

        LstmGates.Forward(gates, previousMemory, memory, state);

        AssertClose(expected.Gates, gates, 2e-6);
        AssertClose(expected.Memory, memory, 2e-6);
        AssertClose(expected.State, state, 2e-6);
    }

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Forward_MemoryInPlace_ComputesTheSameState(int hidden)
    {
        (Matrix gates, Matrix memory) = Inputs(hidden);
        (Matrix expectedMemory, Matrix expectedState, Matrix state) = (Garbage(Rows, hidden), Garbage(Rows, hidden), Garbage(Rows, hidden));
        LstmGates.Forward(Copy(gates), memory, expectedMemory, expectedState);

        LstmGates.Forward(gates, memory, memory, state);

        AssertClose(ToDouble(expectedMemory), memory, tolerance: 0);
        AssertClose(ToDouble(expectedState), state, tolerance: 0);
    }

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Backward_GradientsOfStateAndMemory_MatchNumericGradient(int hidden)
    {
        (Matrix gates, Matrix previousMemory) = Inputs(hidden);
        (double[,] a, double[,] c) = (ToDouble(gates), ToDouble(previousMemory));
        Matrix memory = Garbage(Rows, hidden);
        LstmGates.Forward(gates, previousMemory, memory, Garbage(Rows, hidden));
        Matrix dState = Matrices.Uniform(new System.Random(2), Rows, hidden);
        Matrix dMemory = Matrices.Uniform(new System.Random(3), Rows, hidden);
        Matrix dPreviousMemory = Matrices.Uniform(new System.Random(4), Rows, hidden);
        Matrix before = Copy(dPreviousMemory);
        Matrix dGates = Garbage(Rows, 4 * hidden);

        LstmGates.Backward(gates, previousMemory, memory, dState, dMemory, dGates, dPreviousMemory);

        (double[,] upState, double[,] upMemory) = (ToDouble(dState), ToDouble(dMemory));
        double Loss()
        {
            var step = Reference(a, c);
            return Inner(upState, step.State) + Inner(upMemory, step.Memory);
        }

        AssertClose(NumericGradient(a, Loss), dGates, 4e-6);
        AssertClose(NumericGradient(c, Loss), dPreviousMemory, 4e-6, before);
    }

    [Fact]
    public void Backward_NoGradientOfMemory_EqualsZeros()
    {
        (Matrix gates, Matrix previousMemory) = Inputs(33);
        Matrix memory = Garbage(Rows, 33);
        LstmGates.Forward(gates, previousMemory, memory, Garbage(Rows, 33));
        Matrix dState = Matrices.Uniform(new System.Random(2), Rows, 33);
        (Matrix dGates, Matrix expectedGates) = (Garbage(Rows, 132), Garbage(Rows, 132));
        (Matrix dPrevious, Matrix expectedPrevious) = (Matrix.Allocate(Rows, 33), Matrix.Allocate(Rows, 33));

        LstmGates.Backward(gates, previousMemory, memory, dState, default, dGates, dPrevious);
        LstmGates.Backward(gates, previousMemory, memory, dState, Matrix.Allocate(Rows, 33), expectedGates, expectedPrevious);

        AssertClose(ToDouble(expectedGates), dGates, tolerance: 0);
        AssertClose(ToDouble(expectedPrevious), dPrevious, tolerance: 0);
    }

    [Fact]
    public void Forward_ForgetGateOpenAndInputGateShut_KeepsTheMemory()
    {
        Matrix gates = Matrix.From(1, 4, [-1000f, 1000f, 0.5f, 1000f]);
        (Matrix memory, Matrix state) = (Matrix.Allocate(1, 1), Matrix.Allocate(1, 1));

        LstmGates.Forward(gates, Matrix.From(1, 1, [0.75f]), memory, state);

        Assert.Equal(0.75f, memory[0, 0]);
        Assert.Equal(MathF.Tanh(0.75f), state[0, 0], 1e-6f);
    }

    [Fact]
    public void Backward_GatesOfAnotherWidth_Throws()
    {
        Matrix cell = Matrix.Allocate(2, 4);

        ShapeException error = Assert.Throws<ShapeException>(
            () => LstmGates.Backward(Matrix.Allocate(2, 12), cell, cell, cell, default, Matrix.Allocate(2, 16), cell));

        Assert.Equal("gates: expected [rows=2, 4 × hidden=16], got [2, 12].", error.Message);
    }

    [Fact]
    public void ForwardAndBackward_Warm_AllocateNothing()
    {
        (Matrix gates, Matrix previousMemory) = Inputs(17);
        (Matrix memory, Matrix state) = (Garbage(Rows, 17), Garbage(Rows, 17));
        (Matrix dGates, Matrix dPrevious) = (Garbage(Rows, 68), Garbage(Rows, 17));

        Assert.Equal(0, Allocations.Warm(() =>
        {
            LstmGates.Forward(gates, previousMemory, memory, state);
            LstmGates.Backward(gates, previousMemory, memory, state, default, dGates, dPrevious);
        }));
    }

    private static (Matrix Gates, Matrix PreviousMemory) Inputs(int hidden, float range = 2f)
    {
        System.Random random = new(1);
        return (Matrices.Uniform(random, Rows, 4 * hidden, range), Matrices.Uniform(random, Rows, hidden));
    }

    private static (double[,] Gates, double[,] Memory, double[,] State) Reference(double[,] sums, double[,] previousMemory)
    {
        (int rows, int hidden) = (previousMemory.GetLength(0), previousMemory.GetLength(1));
        double[,] gates = new double[rows, 4 * hidden];
        (double[,] memory, double[,] state) = (new double[rows, hidden], new double[rows, hidden]);
        for (int b = 0; b < rows; b++)
        {
            for (int j = 0; j < hidden; j++)
            {
                double Sum(int gate) => sums[b, (gate * hidden) + j];
                double i = gates[b, j] = Sigmoid(Sum(0));
                double f = gates[b, hidden + j] = Sigmoid(Sum(1));
                double g = gates[b, (2 * hidden) + j] = Math.Tanh(Sum(2));
                double o = gates[b, (3 * hidden) + j] = Sigmoid(Sum(3));
                memory[b, j] = (f * previousMemory[b, j]) + (i * g);
                state[b, j] = o * Math.Tanh(memory[b, j]);
            }
        }

        return (gates, memory, state);
    }
}
