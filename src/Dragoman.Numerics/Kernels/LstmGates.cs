using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>One step of a long short-term memory cell, and its gradient.</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000, without peepholes. With the gate sums
/// a = x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh, in the order input, forget, cell, output:
/// i = σ(a_i), f = σ(a_f), g = tanh(a_g), o = σ(a_o), c' = f ⊙ c + i ⊙ g, h' = o ⊙ tanh(c').
/// </remarks>
internal static class LstmGates
{
    /// <summary>Computes the new memory and state.</summary>
    /// <param name="gates">[rows, 4 × hidden] The gate sums; overwritten with i, f, g, o.</param>
    /// <param name="previousMemory">[rows, hidden] Previous memory c.</param>
    /// <param name="memory">[rows, hidden] Overwritten with c'. May be <paramref name="previousMemory"/> itself.</param>
    /// <param name="state">[rows, hidden] Overwritten with h'.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void Forward(Matrix gates, Matrix previousMemory, Matrix memory, Matrix state)
    {
        (int rows, int hidden) = (state.Rows, state.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("4 × hidden", 4 * hidden));
        ShapeException.ThrowIfNot(previousMemory, nameof(previousMemory), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(memory, nameof(memory), ("rows", rows), ("hidden", hidden));
        Widest.RunRows(new ForwardKernel(gates, previousMemory, memory, state), rows);
    }

    /// <summary>Computes the gradient of the gate sums and adds that of the previous memory.</summary>
    /// <param name="gates">[rows, 4 × hidden] i, f, g, o as <see cref="Forward"/> left them.</param>
    /// <param name="previousMemory">[rows, hidden] As given to <see cref="Forward"/>.</param>
    /// <param name="memory">[rows, hidden] c' as <see cref="Forward"/> computed it; its tanh is computed again.</param>
    /// <param name="dState">[rows, hidden] Gradient of the new state.</param>
    /// <param name="dMemory">[rows, hidden] Gradient of the new memory from later steps; <c>default</c> for none.</param>
    /// <param name="dGates">[rows, 4 × hidden] Overwritten with the gradient of the gate sums. May be <paramref name="gates"/> itself.</param>
    /// <param name="dPreviousMemory">[rows, hidden] Accumulated into, unless <c>default</c>. Apart from <paramref name="dMemory"/>.</param>
    /// <exception cref="ShapeException">A matrix has another shape.</exception>
    public static void Backward(
        Matrix gates, Matrix previousMemory, Matrix memory, Matrix dState, Matrix dMemory, Matrix dGates, Matrix dPreviousMemory)
    {
        (int rows, int hidden) = (dState.Rows, dState.Columns);
        ShapeException.ThrowIfNot(gates, nameof(gates), ("rows", rows), ("4 × hidden", 4 * hidden));
        ShapeException.ThrowIfNot(previousMemory, nameof(previousMemory), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(memory, nameof(memory), ("rows", rows), ("hidden", hidden));
        ShapeException.ThrowIfNot(dGates, nameof(dGates), ("rows", rows), ("4 × hidden", 4 * hidden));
        if (!dPreviousMemory.IsEmpty)
        {
            ShapeException.ThrowIfNot(dPreviousMemory, nameof(dPreviousMemory), ("rows", rows), ("hidden", hidden));
        }

        if (!dMemory.IsEmpty)
        {
            ShapeException.ThrowIfNot(dMemory, nameof(dMemory), ("rows", rows), ("hidden", hidden));
        }

        Widest.RunRows(new BackwardKernel(gates, previousMemory, memory, dState, dMemory, dGates, dPreviousMemory), rows);
    }

    private readonly unsafe struct ForwardKernel(Matrix gates, Matrix previousMemory, Matrix memory, Matrix state) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = state.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previousMemory.RowPointer(row);
            float* memoryRow = memory.RowPointer(row);
            float* stateRow = state.RowPointer(row);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                float* a = gatesRow + column;
                TLanes i = LaneMath.Sigmoid(TLanes.Load(a));
                TLanes f = LaneMath.Sigmoid(TLanes.Load(a + hidden));
                TLanes g = LaneMath.Tanh(TLanes.Load(a + (2 * hidden)));
                TLanes o = LaneMath.Sigmoid(TLanes.Load(a + (3 * hidden)));
                i.Store(a);
                f.Store(a + hidden);
                g.Store(a + (2 * hidden));
                o.Store(a + (3 * hidden));
                TLanes c = TLanes.MultiplyAdd(f, TLanes.Load(previousRow + column), i * g);
                c.Store(memoryRow + column);
                (o * LaneMath.Tanh(c)).Store(stateRow + column);
            }

            return column;
        }
    }

    private readonly unsafe struct BackwardKernel(
        Matrix gates, Matrix previousMemory, Matrix memory, Matrix dState, Matrix dMemory, Matrix dGates, Matrix dPreviousMemory) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int hidden = dState.Columns;
            float* gatesRow = gates.RowPointer(row);
            float* previousRow = previousMemory.RowPointer(row);
            float* memoryRow = memory.RowPointer(row);
            float* dStateRow = dState.RowPointer(row);
            float* dMemoryRow = dMemory.IsEmpty ? null : dMemory.RowPointer(row);
            float* dGatesRow = dGates.RowPointer(row);
            float* dPreviousRow = dPreviousMemory.IsEmpty ? null : dPreviousMemory.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= hidden - TLanes.Count; column += TLanes.Count)
            {
                TLanes i = TLanes.Load(gatesRow + column);
                TLanes f = TLanes.Load(gatesRow + column + hidden);
                TLanes g = TLanes.Load(gatesRow + column + (2 * hidden));
                TLanes o = TLanes.Load(gatesRow + column + (3 * hidden));
                TLanes dh = TLanes.Load(dStateRow + column);
                TLanes t = LaneMath.Tanh(TLanes.Load(memoryRow + column));
                TLanes dc = dh * o * (one - (t * t));
                if (dMemoryRow != null)
                {
                    dc += TLanes.Load(dMemoryRow + column);
                }

                (dc * g * i * (one - i)).Store(dGatesRow + column);
                (dc * TLanes.Load(previousRow + column) * f * (one - f)).Store(dGatesRow + column + hidden);
                (dc * i * (one - (g * g))).Store(dGatesRow + column + (2 * hidden));
                (dh * t * o * (one - o)).Store(dGatesRow + column + (3 * hidden));
                if (dPreviousRow != null)
                {
                    TLanes.MultiplyAdd(dc, f, TLanes.Load(dPreviousRow + column)).Store(dPreviousRow + column);
                }
            }

            return column;
        }
    }
}
