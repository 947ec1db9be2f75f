namespace Dragoman.Neighbours;

/// <summary>The cosine of the angle between two vectors, in double precision and in a fixed order of summation.</summary>
internal static class Cosine
{
    /// <summary>a · b / (|a| |b|); 0 if one of them is zero.</summary>
    /// <param name="a">[width] A vector.</param>
    /// <param name="b">[width] Another.</param>
    internal static double Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        (double ab, double aa, double bb) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        double length = Math.Sqrt(aa) * Math.Sqrt(bb);
        return length > 0 ? Math.Clamp(ab / length, -1, 1) : 0;
    }
}
