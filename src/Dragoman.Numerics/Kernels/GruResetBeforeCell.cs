using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>One step of a gated recurrent unit that applies its reset gate before the recurrent product, and its gradient.</summary>
/// <remarks>
/// Cho et al. 2014 (arXiv:1406.1078), eqs. 5–8, as in Bahdanau et al. 2015 (arXiv:1409.0473), A.1.1. With the gate sums of the input
/// (i_r, i_z, i_n), biases included, and of the previous state (h_r, h_z), gates in the order reset, update, candidate:
/// r = σ(i_r + h_r), z = σ(i_z + h_z), n = tanh(i_n + U(r ⊙ h)), h' = (1 − z) ⊙ h + z ⊙ n. The update gate weighs the <em>new</em> state.
/// The product with U falls between two stages each way:
/// <code>
/// ForwardGates → candidateProduct = resetState·Uᵀ → ForwardState
/// BackwardState → dResetState = dCandidate·U → BackwardGates
/// </code>
/// Every gate sum is input's share plus state's share, so their gradients are the same numbers and are kept once, in dInputGates:
/// its first 2 × hidden columns are the gradient of hiddenGates, its last hidden columns that of candidateProduct.
/// </remarks>
public static class GruResetBeforeCell
{
    /// <summary>Computes the reset and update gates and the reset state.</summary>
    /// <param name="inputGates">[rows, 3 × hidden] Input's share of the gate sums, biases included.</param>
    /// <param name="hiddenGates">[rows, 2 × hidden] Previous state's share of the sums of r and z.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="gates">[rows, 3 × hidden] Columns of r and z are overwritten; those of n are left to <see cref="ForwardState"/>.</param>
    /// <param name="resetState">[rows, hidden] Overwritten with r ⊙ h.</param>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    public static void ForwardGates(Tensor inputGates, Tensor hiddenGates, Tensor previous, Tensor gates, Tensor resetState)
    {
        (int rows, int hidden) = (previous.Rows, previous.Columns);
        ShapeException.ThrowIfNot(inputGates, nameof(inputGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(hiddenGates, nameof(hiddenGates), ("rows", rows), ("2 × hidden", 2 * hidden));
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(resetState, nameof(resetState), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new ForwardGatesKernel(inputGates, hiddenGates, previous, gates, resetState), rows);
    }

    /// <summary>Computes the candidate and the new state.</summary>
    /// <param name="inputGates">[rows, 3 × hidden] As given to <see cref="ForwardGates"/>.</param>
    /// <param name="candidateProduct">[rows, hidden] U(r ⊙ h).</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="gates">[rows, 3 × hidden] z is read, the columns of n are overwritten.</param>
    /// <param name="state">[rows, hidden] Overwritten with h'. May be <paramref name="previous"/> itself.</param>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    public static void ForwardState(Tensor inputGates, Tensor candidateProduct, Tensor previous, Tensor gates, Tensor state)
    {
        (int rows, int hidden) = (state.Rows, state.Columns);
        ShapeException.ThrowIfNot(inputGates, nameof(inputGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(candidateProduct, nameof(candidateProduct), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        Widest.RunRows(new ForwardStateKernel(inputGates, candidateProduct, previous, gates, state), rows);
    }

    /// <summary>Computes the gradients of the update and candidate sums and adds the direct part of the previous state's gradient.</summary>
    /// <param name="gates">[rows, 3 × hidden] r, z, n as the forward stages saved them.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="dState">[rows, hidden] Gradient of the new state.</param>
    /// <param name="dInputGates">[rows, 3 × hidden] Columns of z and n are overwritten; those of n are also the gradient of the product with U.</param>
    /// <param name="dPrevious">[rows, hidden] Accumulated into. Apart from <paramref name="dState"/>.</param>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    public static void BackwardState(Tensor gates, Tensor previous, Tensor dState, Tensor dInputGates, Tensor dPrevious)
    {
        (int rows, int hidden) = (dState.Rows, dState.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(dInputGates, nameof(dInputGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(dPrevious, nameof(dPrevious), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new BackwardStateKernel(gates, previous, dState, dInputGates, dPrevious), rows);
    }

    /// <summary>Computes the gradient of the reset sum and adds what flows through the reset state to the previous state's gradient.</summary>
    /// <param name="gates">[rows, 3 × hidden] r, z, n as the forward stages saved them.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="dResetState">[rows, hidden] Gradient of r ⊙ h.</param>
    /// <param name="dInputGates">[rows, 3 × hidden] Columns of r are overwritten.</param>
    /// <param name="dPrevious">[rows, hidden] Accumulated into; the part that flows through the matrices of r and z is the caller's.</param>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    public static void BackwardGates(Tensor gates, Tensor previous, Tensor dResetState, Tensor dInputGates, Tensor dPrevious)
    {
        (int rows, int hidden) = (dResetState.Rows, dResetState.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(dInputGates, nameof(dInputGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(dPrevious, nameof(dPrevious), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new BackwardGatesKernel(gates, previous, dResetState, dInputGates, dPrevious), rows);
    }

    private readonly unsafe struct ForwardGatesKernel(
        Tensor inputGates, Tensor hiddenGates, Tensor previous, Tensor gates, Tensor resetState) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = previous.Columns;
            float* inputRow = inputGates.RowPointer(row);
            float* hiddenRow = hiddenGates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* gatesRow = gates.RowPointer(row);
            float* resetRow = resetState.RowPointer(row);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                float* i = inputRow + column;
                float* h = hiddenRow + column;
                TLanes r = LaneMath.Sigmoid(TLanes.Load(i) + TLanes.Load(h));
                TLanes z = LaneMath.Sigmoid(TLanes.Load(i + hidden) + TLanes.Load(h + hidden));
                r.Store(gatesRow + column);
                z.Store(gatesRow + column + hidden);
                (r * TLanes.Load(previousRow + column)).Store(resetRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct ForwardStateKernel(
        Tensor inputGates, Tensor candidateProduct, Tensor previous, Tensor gates, Tensor state) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = state.Columns;
            float* candidateInput = inputGates.RowPointer(row) + (2 * hidden);
            float* productRow = candidateProduct.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* gatesRow = gates.RowPointer(row);
            float* stateRow = state.RowPointer(row);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes z = TLanes.Load(gatesRow + column + hidden);
                TLanes n = LaneMath.Tanh(TLanes.Load(candidateInput + column) + TLanes.Load(productRow + column));
                n.Store(gatesRow + column + (2 * hidden));

                // (1 − z) h + z n = h + z (n − h)
                TLanes h = TLanes.Load(previousRow + column);
                TLanes.MultiplyAdd(z, n - h, h).Store(stateRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct BackwardStateKernel(
        Tensor gates, Tensor previous, Tensor dState, Tensor dInputGates, Tensor dPrevious) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = dState.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* dStateRow = dState.RowPointer(row);
            float* dInputRow = dInputGates.RowPointer(row);
            float* dPreviousRow = dPrevious.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes z = TLanes.Load(gatesRow + column + hidden);
                TLanes n = TLanes.Load(gatesRow + column + (2 * hidden));
                TLanes dh = TLanes.Load(dStateRow + column);
                TLanes dUpdate = dh * (n - TLanes.Load(previousRow + column)) * z * (one - z);
                TLanes dCandidate = dh * z * (one - (n * n));
                dUpdate.Store(dInputRow + column + hidden);
                dCandidate.Store(dInputRow + column + (2 * hidden));
                TLanes.MultiplyAdd(dh, one - z, TLanes.Load(dPreviousRow + column)).Store(dPreviousRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct BackwardGatesKernel(
        Tensor gates, Tensor previous, Tensor dResetState, Tensor dInputGates, Tensor dPrevious) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = dResetState.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* dResetRow = dResetState.RowPointer(row);
            float* dInputRow = dInputGates.RowPointer(row);
            float* dPreviousRow = dPrevious.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes r = TLanes.Load(gatesRow + column);
                TLanes dReset = TLanes.Load(dResetRow + column); // Gradient of r ⊙ h.
                (dReset * TLanes.Load(previousRow + column) * r * (one - r)).Store(dInputRow + column);
                TLanes.MultiplyAdd(dReset, r, TLanes.Load(dPreviousRow + column)).Store(dPreviousRow + column);
            }

            return column;
        }
    }
}
