using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class GruResetBeforeCellTests
{
    private const int Rows = 2;

    public static TheoryData<int> HiddenSizes => Matrices.HiddenSizes;

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Forward_RandomSums_MatchesScalarReference(int hidden)
    {
        Step step = new(hidden);

        step.Forward();

        AssertClose(step.ReferenceState(), step.State, 2e-6);
    }

    [Theory]
    [MemberData(nameof(HiddenSizes))]
    public void Backward_RandomStep_MatchesNumericGradient(int hidden)
    {
        Step step = new(hidden);
        step.Forward();
        Tensor dState = Matrices.Uniform(new System.Random(2), Rows, hidden);
        Tensor dInputGates = Garbage(Rows, 3 * hidden);
        Tensor dPrevious = Matrices.Uniform(new System.Random(3), Rows, hidden);
        Tensor before = Copy(dPrevious);

        GruResetBeforeCell.BackwardState(step.Gates, step.Previous, dState, dInputGates, dPrevious);
        Tensor dResetState = Step.TimesMatrix(dInputGates.ColumnRange(2 * hidden, hidden));
        GruResetBeforeCell.BackwardGates(step.Gates, step.Previous, dResetState, dInputGates, dPrevious);

        double[,] upstream = ToDouble(dState);
        double Loss() => Inner(upstream, step.ReferenceState());
        AssertClose(NumericGradient(step.InputGates64, Loss), dInputGates, 4e-6);
        AssertClose(NumericGradient(step.HiddenGates64, Loss), dInputGates.ColumnRange(0, 2 * hidden), 4e-6);
        AssertClose(NumericGradient(step.Previous64, Loss), dPrevious, 4e-6, before);
    }

    [Fact]
    public void ForwardState_UpdateGateIsOne_TakesTheCandidate()
    {
        Tensor inputGates = Tensor.From(1, 3, [0f, 1000f, 0.5f]);
        Tensor gates = Tensor.Allocate(1, 3);
        Tensor previous = Tensor.From(1, 1, [0.25f]);
        Tensor state = Tensor.Allocate(1, 1);

        GruResetBeforeCell.ForwardGates(inputGates, Tensor.Allocate(1, 2), previous, gates, Tensor.Allocate(1, 1));
        GruResetBeforeCell.ForwardState(inputGates, Tensor.Allocate(1, 1), previous, gates, state);

        Assert.Equal(MathF.Tanh(0.5f), state[0, 0], 1e-6f);
    }

    [Fact]
    public void ForwardGates_HiddenGatesHoldThreeParts_Throws()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => GruResetBeforeCell.ForwardGates(
            Tensor.Allocate(2, 12), Tensor.Allocate(2, 12), Tensor.Allocate(2, 4), Tensor.Allocate(2, 12), Tensor.Allocate(2, 4)));

        Assert.Equal("hiddenGates: expected [rows=2, 2 × hidden=8], got [2, 12].", error.Message);
    }

    [Fact]
    public void AllStages_Warm_AllocateNothing()
    {
        Step step = new(17);
        step.Forward();
        (Tensor dInputGates, Tensor dPrevious) = (Garbage(Rows, 51), Garbage(Rows, 17));
        Tensor product = Garbage(Rows, 17);

        Assert.Equal(0, Allocations.Warm(() =>
        {
            GruResetBeforeCell.ForwardGates(step.InputGates, step.HiddenGates, step.Previous, step.Gates, product);
            GruResetBeforeCell.ForwardState(step.InputGates, product, step.Previous, step.Gates, step.State);
            GruResetBeforeCell.BackwardState(step.Gates, step.Previous, step.State, dInputGates, dPrevious);
            GruResetBeforeCell.BackwardGates(step.Gates, step.Previous, product, dInputGates, dPrevious);
        }));
    }

    /// <summary>One step whose matrix U is symmetric: 0.5 on the diagonal and −0.25 beside it.</summary>
    private sealed class Step
    {
        private readonly int _hidden;

        internal Step(int hidden)
        {
            _hidden = hidden;
            System.Random random = new(1);
            InputGates = Matrices.Uniform(random, Rows, 3 * hidden);
            HiddenGates = Matrices.Uniform(random, Rows, 2 * hidden);
            Previous = Matrices.Uniform(random, Rows, hidden, 1f);
            Gates = Garbage(Rows, 3 * hidden);
            State = Garbage(Rows, hidden);
            (InputGates64, HiddenGates64, Previous64) = (ToDouble(InputGates), ToDouble(HiddenGates), ToDouble(Previous));
        }

        internal Tensor InputGates { get; }

        internal Tensor HiddenGates { get; }

        internal Tensor Previous { get; }

        internal Tensor Gates { get; }

        internal Tensor State { get; }

        internal double[,] InputGates64 { get; }

        internal double[,] HiddenGates64 { get; }

        internal double[,] Previous64 { get; }

        internal static Tensor TimesMatrix(Tensor x)
        {
            double[,] product = TimesMatrix(ToDouble(x));
            return Tensor.From(x.Rows, x.Columns, product.Cast<double>().Select(value => (float)value).ToArray());
        }

        internal void Forward()
        {
            Tensor resetState = Garbage(Rows, _hidden);
            GruResetBeforeCell.ForwardGates(InputGates, HiddenGates, Previous, Gates, resetState);
            GruResetBeforeCell.ForwardState(InputGates, TimesMatrix(resetState), Previous, Gates, State);
        }

        internal double[,] ReferenceState()
        {
            double[,] resetState = new double[Rows, _hidden];
            double[,] state = new double[Rows, _hidden];
            for (int b = 0; b < Rows; b++)
            {
                for (int j = 0; j < _hidden; j++)
                {
                    resetState[b, j] = Sigmoid(InputGates64[b, j] + HiddenGates64[b, j]) * Previous64[b, j];
                }
            }

            double[,] product = TimesMatrix(resetState);
            for (int b = 0; b < Rows; b++)
            {
                for (int j = 0; j < _hidden; j++)
                {
                    double z = Sigmoid(InputGates64[b, _hidden + j] + HiddenGates64[b, _hidden + j]);
                    double n = Math.Tanh(InputGates64[b, (2 * _hidden) + j] + product[b, j]);
                    state[b, j] = ((1 - z) * Previous64[b, j]) + (z * n);
                }
            }

            return state;
        }

        private static double[,] TimesMatrix(double[,] x)
        {
            double[,] y = new double[x.GetLength(0), x.GetLength(1)];
            for (int b = 0; b < y.GetLength(0); b++)
            {
                for (int j = 0; j < y.GetLength(1); j++)
                {
                    double left = j > 0 ? x[b, j - 1] : 0;
                    double right = j + 1 < y.GetLength(1) ? x[b, j + 1] : 0;
                    y[b, j] = (0.5 * x[b, j]) - (0.25 * (left + right));
                }
            }

            return y;
        }
    }
}
