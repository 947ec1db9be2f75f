using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>One step of a gated recurrent unit that applies its reset gate before the recurrent product, and its gradient.</summary>
/// <remarks>
/// Bahdanau et al. 2014 (arXiv:1409.0473), A.1.1; the unit of Cho et al. 2014 (arXiv:1406.1078), eqs. 5–8, whose z weighs the old state. With the gate sums
/// a = x·W_ihᵀ + b_ih + (h·U_rᵀ, h·U_zᵀ, (r ⊙ h)·U_nᵀ), in the order reset, update, candidate:
/// r = σ(a_r), z = σ(a_z), n = tanh(a_n), h' = (1 − z) ⊙ h + z ⊙ n. The update gate weighs the <em>new</em> state.
/// The product with U_n falls between two stages each way:
/// <code>
/// ForwardGates → a_n += resetState·U_nᵀ → ForwardState
/// BackwardState → dResetState = dCandidate·U_n → BackwardGates
/// </code>
/// Sums, gates and the gradients of the sums follow each other in one place.
/// </remarks>
internal static class GruResetBeforeGates
{
    /// <summary>Computes the reset and update gates and the reset state.</summary>
    /// <param name="gates">[rows, 3 × hidden] The gate sums; those of r and z are complete, and overwritten with r and z.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="resetState">[rows, hidden] Overwritten with r ⊙ h.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void ForwardGates(Matrix gates, Matrix previous, Matrix resetState)
    {
        (int rows, int hidden) = (previous.Rows, previous.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(resetState, nameof(resetState), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new ForwardGatesKernel(gates, previous, resetState), rows);
    }

    /// <summary>Computes the candidate and the new state.</summary>
    /// <param name="gates">[rows, 3 × hidden] z is read; the sum of the candidate, complete by now, is overwritten with n.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="state">[rows, hidden] Overwritten with h'. May be <paramref name="previous"/> itself.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void ForwardState(Matrix gates, Matrix previous, Matrix state)
    {
        (int rows, int hidden) = (state.Rows, state.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new ForwardStateKernel(gates, previous, state), rows);
    }

    /// <summary>Computes the gradients of the update and candidate sums and adds the direct part of the previous state's gradient.</summary>
    /// <param name="gates">[rows, 3 × hidden] r, z, n as the forward stages left them.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="dState">[rows, hidden] Gradient of the new state.</param>
    /// <param name="dGates">[rows, 3 × hidden] Columns of z and n are overwritten. May be <paramref name="gates"/> itself.</param>
    /// <param name="dPrevious">[rows, hidden] Accumulated into, unless <c>default</c>. Apart from <paramref name="dState"/>.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void BackwardState(Matrix gates, Matrix previous, Matrix dState, Matrix dGates, Matrix dPrevious)
    {
        (int rows, int hidden) = (dState.Rows, dState.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(dGates, nameof(dGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        if (!dPrevious.IsEmpty)
        {
            ShapeException.ThrowIfNot(dPrevious, nameof(dPrevious), ("rows", rows), ("hidden", hidden));
        }

        Widest.RunRows(new BackwardStateKernel(gates, previous, dState, dGates, dPrevious), rows);
    }

    /// <summary>Computes the gradient of the reset sum and adds what flows through the reset state to the previous state's gradient.</summary>
    /// <param name="gates">[rows, 3 × hidden] r, z, n as the forward stages left them.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="dResetState">[rows, hidden] Gradient of r ⊙ h.</param>
    /// <param name="dGates">[rows, 3 × hidden] Columns of r are overwritten. May be <paramref name="gates"/> itself.</param>
    /// <param name="dPrevious">[rows, hidden] Accumulated into, unless <c>default</c>; the part that flows through the matrices of r and z is the caller's.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void BackwardGates(Matrix gates, Matrix previous, Matrix dResetState, Matrix dGates, Matrix dPrevious)
    {
        (int rows, int hidden) = (dResetState.Rows, dResetState.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(dGates, nameof(dGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        if (!dPrevious.IsEmpty)
        {
            ShapeException.ThrowIfNot(dPrevious, nameof(dPrevious), ("rows", rows), ("hidden", hidden));
        }

        Widest.RunRows(new BackwardGatesKernel(gates, previous, dResetState, dGates, dPrevious), rows);
    }

    private readonly unsafe struct ForwardGatesKernel(Matrix gates, Matrix previous, Matrix resetState) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = previous.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* resetRow = resetState.RowPointer(row);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                float* a = gatesRow + column;
                TLanes r = LaneMath.Sigmoid(TLanes.Load(a));
                r.Store(a);
                LaneMath.Sigmoid(TLanes.Load(a + hidden)).Store(a + hidden);
                (r * TLanes.Load(previousRow + column)).Store(resetRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct ForwardStateKernel(Matrix gates, Matrix previous, Matrix state) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = state.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* stateRow = state.RowPointer(row);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                float* a = gatesRow + column;
                TLanes z = TLanes.Load(a + hidden);
                TLanes n = LaneMath.Tanh(TLanes.Load(a + (2 * hidden)));
                n.Store(a + (2 * hidden));

                // (1 − z) h + z n = h + z (n − h)
                TLanes h = TLanes.Load(previousRow + column);
                TLanes.MultiplyAdd(z, n - h, h).Store(stateRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct BackwardStateKernel(
        Matrix gates, Matrix previous, Matrix dState, Matrix dGates, Matrix dPrevious) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = dState.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* dStateRow = dState.RowPointer(row);
            float* dGatesRow = dGates.RowPointer(row);
            float* dPreviousRow = dPrevious.IsEmpty ? null : dPrevious.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes z = TLanes.Load(gatesRow + column + hidden);
                TLanes n = TLanes.Load(gatesRow + column + (2 * hidden));
                TLanes dh = TLanes.Load(dStateRow + column);
                TLanes dUpdate = dh * (n - TLanes.Load(previousRow + column)) * z * (one - z);
                TLanes dCandidate = dh * z * (one - (n * n));
                dUpdate.Store(dGatesRow + column + hidden);
                dCandidate.Store(dGatesRow + column + (2 * hidden));
                if (dPreviousRow != null)
                {
                    TLanes.MultiplyAdd(dh, one - z, TLanes.Load(dPreviousRow + column)).Store(dPreviousRow + column);
                }
            }

            return column;
        }
    }

    private readonly unsafe struct BackwardGatesKernel(
        Matrix gates, Matrix previous, Matrix dResetState, Matrix dGates, Matrix dPrevious) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = dResetState.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* dResetRow = dResetState.RowPointer(row);
            float* dGatesRow = dGates.RowPointer(row);
            float* dPreviousRow = dPrevious.IsEmpty ? null : dPrevious.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes r = TLanes.Load(gatesRow + column);
                TLanes dReset = TLanes.Load(dResetRow + column); // Gradient of r ⊙ h.
                (dReset * TLanes.Load(previousRow + column) * r * (one - r)).Store(dGatesRow + column);
                if (dPreviousRow != null)
                {
                    TLanes.MultiplyAdd(dReset, r, TLanes.Load(dPreviousRow + column)).Store(dPreviousRow + column);
                }
            }

            return column;
        }
    }
}
