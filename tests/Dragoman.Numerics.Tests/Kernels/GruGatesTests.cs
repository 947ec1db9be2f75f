using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class GruGatesTests
{
    private const int Rows = 2;

    public static TheoryData<int> HiddenSizes => Matrices.HiddenSizes;

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Forward_RandomSums_MatchesScalarReference(int hidden)
    {
        (Matrix gates, Matrix hiddenGates, Matrix previous) = Inputs(hidden, range: 12f);
        Matrix state = Garbage(Rows, hidden);
        (double[,] expectedGates, double[,] expectedState) = Reference(ToDouble(gates), ToDouble(hiddenGates), ToDouble(previous));

        GruGates.Forward(gates, hiddenGates, previous, state);

        AssertClose(expectedGates, gates, 2e-6);
        AssertClose(expectedState, state, 2e-5);
    }

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Forward_StateInPlace_ComputesTheSame(int hidden)
    {
        (Matrix gates, Matrix hiddenGates, Matrix previous) = Inputs(hidden);
        Matrix state = Garbage(Rows, hidden);
        GruGates.Forward(Copy(gates), hiddenGates, previous, state);

        GruGates.Forward(gates, hiddenGates, previous, previous);

        AssertClose(ToDouble(state), previous, tolerance: 0);
    }

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Backward_RandomStep_MatchesNumericGradient(int hidden)
    {
        (Matrix gates, Matrix hiddenGates, Matrix previous) = Inputs(hidden);
        (double[,] i, double[,] h, double[,] p) = (ToDouble(gates), ToDouble(hiddenGates), ToDouble(previous));
        GruGates.Forward(gates, hiddenGates, previous, Garbage(Rows, hidden));
        Matrix dState = Matrices.Uniform(new System.Random(2), Rows, hidden);
        Matrix dPrevious = Matrices.Uniform(new System.Random(3), Rows, hidden);
        Matrix before = Copy(dPrevious);

        // Both gradients are written over what they are computed from.
        GruGates.Backward(gates, hiddenGates, previous, dState, gates, hiddenGates, dPrevious);

        double[,] d = ToDouble(dState);
        double Loss() => Inner(d, Reference(i, h, p).State);
        AssertClose(NumericGradient(i, Loss), gates, 2e-6);
        AssertClose(NumericGradient(h, Loss), hiddenGates, 2e-6);
        AssertClose(NumericGradient(p, Loss), dPrevious, 2e-6, before);
    }

    [Fact]
    public void Forward_UpdateGateSaturates_KeepsOrReplacesTheState()
    {
        Matrix gates = Matrix.From(2, 3, [0f, 1000f, 0.5f, 0f, -1000f, 0.5f]);
        Matrix state = Matrix.Allocate(2, 1);

        GruGates.Forward(gates, Matrix.Allocate(2, 3), Matrix.From(2, 1, [0.25f, 0.25f]), state);

        Assert.Equal(0.25f, state[0, 0]);
        Assert.Equal(MathF.Tanh(0.5f), state[1, 0], 1e-6f);
    }

    [Fact]
    public void Forward_SumIsNaN_StateIsNaN()
    {
        Matrix gates = Matrix.Allocate(1, 3 * 20);
        gates[0, 7] = float.NaN;
        gates[0, 19] = float.NaN;
        Matrix state = Matrix.Allocate(1, 20);

        GruGates.Forward(gates, Matrix.From(1, 60, Enumerable.Repeat(1f, 60).ToArray()), Matrix.Allocate(1, 20), state);

        Assert.Equal([7, 19], Enumerable.Range(0, 20).Where(column => float.IsNaN(state[0, column])));
    }

    [Fact]
    public void Forward_GatesOfAnotherWidth_Throws()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => GruGates.Forward(
            Matrix.Allocate(2, 12), Matrix.Allocate(2, 11), Matrix.Allocate(2, 4), Matrix.Allocate(2, 4)));

        Assert.Equal("hiddenGates: expected [rows=2, 3 × hidden=12], got [2, 11].", error.Message);
    }

    [Fact]
    public void ForwardAndBackward_Warm_AllocateNothing()
    {
        (Matrix gates, Matrix hiddenGates, Matrix previous) = Inputs(17);
        (Matrix state, Matrix dPrevious) = (Garbage(Rows, 17), Garbage(Rows, 17));

        Assert.Equal(0, Allocations.Warm(() =>
        {
            GruGates.Forward(gates, hiddenGates, previous, state);
            GruGates.Backward(gates, hiddenGates, previous, state, gates, hiddenGates, dPrevious);
        }));
    }

    private static (Matrix Gates, Matrix HiddenGates, Matrix Previous) Inputs(int hidden, float range = 2f)
    {
        System.Random random = new(1);
        return (
            Matrices.Uniform(random, Rows, 3 * hidden, range),
            Matrices.Uniform(random, Rows, 3 * hidden, range),
            Matrices.Uniform(random, Rows, hidden, 1f));
    }

    private static (double[,] Gates, double[,] State) Reference(double[,] inputGates, double[,] hiddenGates, double[,] previous)
    {
        (int rows, int hidden) = (previous.GetLength(0), previous.GetLength(1));
        double[,] gates = new double[rows, 3 * hidden];
        double[,] state = new double[rows, hidden];
        for (int b = 0; b < rows; b++)
        {
            for (int j = 0; j < hidden; j++)
            {
                double r = gates[b, j] = Sigmoid(inputGates[b, j] + hiddenGates[b, j]);
                double z = gates[b, hidden + j] = Sigmoid(inputGates[b, hidden + j] + hiddenGates[b, hidden + j]);
                double n = gates[b, (2 * hidden) + j] =
                    Math.Tanh(inputGates[b, (2 * hidden) + j] + (r * hiddenGates[b, (2 * hidden) + j]));
                state[b, j] = ((1 - z) * n) + (z * previous[b, j]);
            }
        }

        return (gates, state);
    }
}
