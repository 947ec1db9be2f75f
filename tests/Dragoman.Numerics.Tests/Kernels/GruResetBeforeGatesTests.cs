using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class GruResetBeforeGatesTests
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
        Matrix dState = Matrices.Uniform(new System.Random(2), Rows, hidden);
        Matrix dPrevious = Matrices.Uniform(new System.Random(3), Rows, hidden);
        Matrix before = Copy(dPrevious);

        // The gradients are written over what they are computed from.
        GruResetBeforeGates.BackwardState(step.Gates, step.Previous, dState, step.Gates, dPrevious);
        Matrix dResetState = Step.TimesMatrix(step.Gates.ColumnRange(2 * hidden, hidden));
        GruResetBeforeGates.BackwardGates(step.Gates, step.Previous, dResetState, step.Gates, dPrevious);

        double[,] upstream = ToDouble(dState);
        double Loss() => Inner(upstream, step.ReferenceState());
        AssertClose(NumericGradient(step.Sums64, Loss), step.Gates, 4e-6);
        AssertClose(NumericGradient(step.Previous64, Loss), dPrevious, 4e-6, before);
    }

    [Fact]
    public void ForwardState_UpdateGateIsOne_TakesTheCandidate()
    {
        Matrix gates = Matrix.From(1, 3, [0f, 1000f, 0.5f]);
        Matrix previous = Matrix.From(1, 1, [0.25f]);
        Matrix state = Matrix.Allocate(1, 1);

        GruResetBeforeGates.ForwardGates(gates, previous, Matrix.Allocate(1, 1));
        GruResetBeforeGates.ForwardState(gates, previous, state);

        Assert.Equal(MathF.Tanh(0.5f), state[0, 0], 1e-6f);
    }

    [Fact]
    public void ForwardGates_GatesHoldTwoParts_Throws()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => GruResetBeforeGates.ForwardGates(
            Matrix.Allocate(2, 8), Matrix.Allocate(2, 4), Matrix.Allocate(2, 4)));

        Assert.Equal("gates: expected [rows=2, 3 × hidden=12], got [2, 8].", error.Message);
    }

    [Fact]
    public void AllStages_Warm_AllocateNothing()
    {
        Step step = new(17);
        step.Forward();
        (Matrix dPrevious, Matrix resetState) = (Garbage(Rows, 17), Garbage(Rows, 17));

        Assert.Equal(0, Allocations.Warm(() =>
        {
            GruResetBeforeGates.ForwardGates(step.Gates, step.Previous, resetState);
            GruResetBeforeGates.ForwardState(step.Gates, step.Previous, step.State);
            GruResetBeforeGates.BackwardState(step.Gates, step.Previous, step.State, step.Gates, dPrevious);
            GruResetBeforeGates.BackwardGates(step.Gates, step.Previous, resetState, step.Gates, dPrevious);
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
            Gates = Matrices.Uniform(random, Rows, 3 * hidden);
            Previous = Matrices.Uniform(random, Rows, hidden, 1f);
            State = Garbage(Rows, hidden);
            (Sums64, Previous64) = (ToDouble(Gates), ToDouble(Previous));
        }

        internal Matrix Previous { get; }

        internal Matrix Gates { get; }

        internal Matrix State { get; }

        /// <summary>The gate sums as they were before the step, the candidate's without U (r ⊙ h).</summary>
        internal double[,] Sums64 { get; }

        internal double[,] Previous64 { get; }

        internal static Matrix TimesMatrix(Matrix x)
        {
            double[,] product = TimesMatrix(ToDouble(x));
            return Matrix.From(x.Rows, x.Columns, product.Cast<double>().Select(value => (float)value).ToArray());
        }

        internal void Forward()
        {
            Matrix resetState = Garbage(Rows, _hidden);
            GruResetBeforeGates.ForwardGates(Gates, Previous, resetState);
            Matrix product = TimesMatrix(resetState);
            for (int b = 0; b < Rows; b++)
            {
                for (int j = 0; j < _hidden; j++)
                {
                    Gates[b, (2 * _hidden) + j] += product[b, j];
                }
            }

            GruResetBeforeGates.ForwardState(Gates, Previous, State);
        }

        internal double[,] ReferenceState()
        {
            double[,] resetState = new double[Rows, _hidden];
            double[,] state = new double[Rows, _hidden];
            for (int b = 0; b < Rows; b++)
            {
                for (int j = 0; j < _hidden; j++)
                {
                    resetState[b, j] = Sigmoid(Sums64[b, j]) * Previous64[b, j];
                }
            }

            double[,] product = TimesMatrix(resetState);
            for (int b = 0; b < Rows; b++)
            {
                for (int j = 0; j < _hidden; j++)
                {
                    double z = Sigmoid(Sums64[b, _hidden + j]);
                    double n = Math.Tanh(Sums64[b, (2 * _hidden) + j] + product[b, j]);
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
