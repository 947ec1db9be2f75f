using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Numerics.Simd;

/// <summary>A kernel whose operands are its fields, to be run on the widest lanes of this processor.</summary>
/// <remarks>
/// Its loops read addresses of rows, which keep no memory alive; the fields do. A kernel lies in the frame of whoever starts it, and because its loops are not
/// inlined (<see cref="Widest.Loop"/>) but take its address, that frame names the operands to the collector until they return.
/// </remarks>
internal interface ILaneKernel
{
    /// <summary>Does the whole work.</summary>
    void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>A kernel that treats the columns of a row alike, each with the same formula.</summary>
internal interface IRowKernel
{
    /// <summary>Does the columns of a row from <paramref name="start"/> on while all lanes find one.</summary>
    /// <returns>The first column left to do.</returns>
    int Run<TLanes>(int row, int start)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>The one place that chooses the vector width.</summary>
internal static class Widest
{
    /// <summary>
    /// For the method that holds a kernel's inner loop: compiled in full before its first call, and on its own, because the compiler
    /// stops inlining lanes into a method that has grown too large.
    /// </summary>
    internal const MethodImplOptions Loop = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>Runs a kernel on the widest lanes that are faster than narrower ones here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TKernel>(ref TKernel kernel)
        where TKernel : struct, ILaneKernel
    {
        if (Vector512.IsHardwareAccelerated)
        {
            kernel.Run<Lanes512>();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            kernel.Run<Lanes256>();
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            kernel.Run<Lanes128>();
        }
        else
        {
            kernel.Run<Lanes1>();
        }
    }

    /// <summary>Runs a kernel on every row, the columns that do not fill a vector one by one with the same formula.</summary>
    internal static void RunRows<TKernel>(TKernel kernel, int rows)
        where TKernel : struct, IRowKernel
    {
        AllRows<TKernel> all = new(kernel, rows);
        Run(ref all);
    }

    private readonly struct AllRows<TKernel>(TKernel kernel, int rows) : ILaneKernel
        where TKernel : struct, IRowKernel
    {
        [MethodImpl(Loop)]
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int row = 0; row < rows; row++)
            {
                int rest = kernel.Run<TLanes>(row, start: 0);
                kernel.Run<Lanes1>(row, rest);
            }
        }
    }
}
