using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>One step of a gated recurrent unit that applies its reset gate after the recurrent product, and its gradient.</summary>
/// <remarks>
/// Cho et al. 2014 (arXiv:1406.1078) in the variant of cuDNN and PyTorch. With the three sums x·W_ihᵀ + b_ih = (i_r, i_z, i_n) and
/// h·W_hhᵀ + b_hh = (h_r, h_z, h_n), gates in the order reset, update, candidate:
/// r = σ(i_r + h_r), z = σ(i_z + h_z), n = tanh(i_n + r ⊙ h_n), h' = (1 − z) ⊙ n + z ⊙ h.
/// </remarks>
internal static class GruGates
{
    /// <summary>Computes the new state.</summary>
    /// <param name="gates">[rows, 3 × hidden] Input's share of the gate sums, bias included; overwritten with r, z, n.</param>
    /// <param name="hiddenGates">[rows, 3 × hidden] Previous state's share of the gate sums, bias included.</param>
    /// <param name="previous">[rows, hidden] Previous state h.</param>
    /// <param name="state">[rows, hidden] Overwritten with h'. May be <paramref name="previous"/> itself.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void Forward(Matrix gates, Matrix hiddenGates, Matrix previous, Matrix state)
    {
        (int rows, int hidden) = (state.Rows, state.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(hiddenGates, nameof(hiddenGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new ForwardKernel(gates, hiddenGates, previous, state), rows);
    }

    /// <summary>Computes the gradients of the gate sums and adds the direct part of the previous state's gradient.</summary>
    /// <param name="gates">[rows, 3 × hidden] r, z, n as <see cref="Forward"/> left them.</param>
    /// <param name="hiddenGates">[rows, 3 × hidden] As given to <see cref="Forward"/>.</param>
    /// <param name="previous">[rows, hidden] As given to <see cref="Forward"/>.</param>
    /// <param name="dState">[rows, hidden] Gradient of the new state.</param>
    /// <param name="dInputGates">[rows, 3 × hidden] Overwritten. May be <paramref name="gates"/> itself.</param>
    /// <param name="dHiddenGates">[rows, 3 × hidden] Overwritten. May be <paramref name="hiddenGates"/> itself.</param>
    /// <param name="dPrevious">[rows, hidden] Accumulated into, unless <c>default</c>; the part that flows through W_hh is the caller's. Apart from <paramref name="dState"/>.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void Backward(
        Matrix gates, Matrix hiddenGates, Matrix previous, Matrix dState, Matrix dInputGates, Matrix dHiddenGates, Matrix dPrevious)
    {
        (int rows, int hidden) = (dState.Rows, dState.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(hiddenGates, nameof(hiddenGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(previous, nameof(previous), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(dInputGates, nameof(dInputGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        ShapeException.ThrowIfNot(dHiddenGates, nameof(dHiddenGates), ("rows", rows), ("3 × hidden", 3 * hidden));
        if (!dPrevious.IsEmpty)
        {
            ShapeException.ThrowIfNot(dPrevious, nameof(dPrevious), ("rows", rows), ("hidden", hidden));
        }

        Widest.RunRows(new BackwardKernel(gates, hiddenGates, previous, dState, dInputGates, dHiddenGates, dPrevious), rows);
    }

    private readonly unsafe struct ForwardKernel(Matrix gates, Matrix hiddenGates, Matrix previous, Matrix state) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = state.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* hiddenRow = hiddenGates.RowPointer(row);
            float* previousRow = previous.RowPointer(row);
            float* stateRow = state.RowPointer(row);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                float* i = gatesRow + column;
                float* h = hiddenRow + column;
                TLanes r = LaneMath.Sigmoid(TLanes.Load(i) + TLanes.Load(h));
                TLanes z = LaneMath.Sigmoid(TLanes.Load(i + hidden) + TLanes.Load(h + hidden));
                TLanes n = LaneMath.Tanh(TLanes.MultiplyAdd(r, TLanes.Load(h + (2 * hidden)), TLanes.Load(i + (2 * hidden))));
                r.Store(i);
                z.Store(i + hidden);
                n.Store(i + (2 * hidden));

                // (1 − z) n + z h = n + z (h − n)
                TLanes.MultiplyAdd(z, TLanes.Load(previousRow + column) - n, n).Store(stateRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct BackwardKernel(
        Matrix gates, Matrix hiddenGates, Matrix previous, Matrix dState, Matrix dInputGates, Matrix dHiddenGates, Matrix dPrevious) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = dState.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* candidateRow = hiddenGates.RowPointer(row) + (2 * hidden);
            float* previousRow = previous.RowPointer(row);
            float* dStateRow = dState.RowPointer(row);
            float* dInputRow = dInputGates.RowPointer(row);
            float* dHiddenRow = dHiddenGates.RowPointer(row);
            float* dPreviousRow = dPrevious.IsEmpty ? null : dPrevious.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes r = TLanes.Load(gatesRow + column);
                TLanes z = TLanes.Load(gatesRow + column + hidden);
                TLanes n = TLanes.Load(gatesRow + column + (2 * hidden));
                TLanes dh = TLanes.Load(dStateRow + column);

                // Gradients of the three sums inside σ, σ and tanh.
                TLanes dCandidate = dh * (one - z) * (one - (n * n));
                TLanes dUpdate = dh * (TLanes.Load(previousRow + column) - n) * z * (one - z);
                TLanes dReset = dCandidate * TLanes.Load(candidateRow + column) * r * (one - r);
                dReset.Store(dInputRow + column);
                dUpdate.Store(dInputRow + column + hidden);
                dCandidate.Store(dInputRow + column + (2 * hidden));
                dReset.Store(dHiddenRow + column);
                dUpdate.Store(dHiddenRow + column + hidden);
                (dCandidate * r).Store(dHiddenRow + column + (2 * hidden));
                if (dPreviousRow != null)
                {
                    TLanes.MultiplyAdd(dh, z, TLanes.Load(dPreviousRow + column)).Store(dPreviousRow + column);
                }
            }

            return column;
        }
    }
}
