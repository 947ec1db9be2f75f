using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>Vectors at the end of a row, where fewer elements are left than a vector holds.</summary>
/// <remarks>With these a kernel states its formula once, for whole vectors and for the rest of a row alike.</remarks>
internal static class PartialVector
{
    /// <summary>Loads what is left of a row and fills the other lanes.</summary>
    /// <param name="source">At most <see cref="Vector{T}.Count"/> elements.</param>
    /// <param name="filler">Value of the other lanes.</param>
    internal static Vector<float> Load(ReadOnlySpan<float> source, float filler = 0f)
    {
        Vector<float> vector = new(filler);
        source.CopyTo(Lanes(ref vector));
        return vector;
    }

    /// <summary>Stores as many lanes as <paramref name="destination"/> has room for.</summary>
    /// <param name="vector">The lanes.</param>
    /// <param name="destination">At most <see cref="Vector{T}.Count"/> elements, overwritten.</param>
    internal static void Store(Vector<float> vector, Span<float> destination) =>
        Lanes(ref vector)[..destination.Length].CopyTo(destination);

    private static Span<float> Lanes(ref Vector<float> vector) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<Vector<float>, float>(ref vector), Vector<float>.Count);
}
