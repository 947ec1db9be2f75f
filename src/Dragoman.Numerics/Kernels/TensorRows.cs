using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>Addresses of rows, for the inner loops of kernels.</summary>
internal static class TensorRows
{
    extension(Tensor tensor)
    {
        /// <summary>Address of the first element of a row. Neither the row nor the columns read from it are checked.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal unsafe float* RowPointer(int row) => tensor.Pointer + ((nint)row * tensor.Stride);
    }
}
