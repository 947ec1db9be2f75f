using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics;

/// <summary>Pinned, cache-line-aligned arrays, on huge pages where the system offers them.</summary>
internal static partial class Pages
{
    /// <summary>Elements in a 64-byte cache line, which is also the widest vector.</summary>
    internal const int LineLength = 16;

    private const nuint HugePageBytes = 2 << 20;
    private const int AdviseHugePages = 14; // MADV_HUGEPAGE

    /// <summary>Allocates pinned memory with unspecified content whose element at <paramref name="offset"/> is aligned to 64 bytes.</summary>
    /// <param name="length">Elements wanted.</param>
    /// <param name="offset">Index of the first aligned element.</param>
    internal static unsafe float[] Allocate(int length, out int offset)
    {
        float[] buffer = GC.AllocateUninitializedArray<float>(length + LineLength, pinned: true);
        float* start = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        nuint misalignment = (nuint)start % (LineLength * sizeof(float));
        offset = misalignment == 0 ? 0 : (int)((LineLength * sizeof(float) - misalignment) / sizeof(float));
        // Before the first touch: a page that is mapped already stays small.
        AskForHugePages(start, (nuint)buffer.Length * sizeof(float));
        return buffer;
    }

    /// <summary>Page faults and address translation are dear for large matrices; the hint is harmless where it is not understood.</summary>
    private static unsafe void AskForHugePages(void* start, nuint bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes < 2 * HugePageBytes)
        {
            return;
        }

        nuint first = ((nuint)start + HugePageBytes - 1) & ~(HugePageBytes - 1);
        nuint last = ((nuint)start + bytes) & ~(HugePageBytes - 1);
        if (last > first)
        {
            // The answer does not matter: without huge pages the same program runs, only slower.
            _ = Advise((void*)first, last - first, AdviseHugePages);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static unsafe partial int Advise(void* address, nuint length, int advice);
}
