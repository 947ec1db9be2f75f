using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>Softmax over the real (unpadded) start of each row, and its gradient.</summary>
/// <remarks>
/// Bahdanau et al. 2015 (arXiv:1409.0473), A.1.2: α_j = exp(e_j) / Σ_k exp(e_k). The maximum of the row is subtracted first, so finite
/// scores never overflow. A score of −∞ gets weight 0; +∞, not-a-number, or nothing but −∞ makes the weights of that row not-a-number.
/// </remarks>
internal static class MaskedSoftmax
{
    /// <summary>Turns scores into weights that sum to 1 over the real part of each row.</summary>
    /// <param name="scores">[rows, width] Scores; those past a row's length are not read.</param>
    /// <param name="lengths">[rows] Real scores in each row, from 1 to width.</param>
    /// <param name="weights">[rows, width] Overwritten; exactly 0 past the length. May be <paramref name="scores"/> itself.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1 or above the width.</exception>
    public static void Forward(Matrix scores, ReadOnlySpan<int> lengths, Matrix weights)
    {
        ShapeException.ThrowIfLengthIsNot(lengths.Length, nameof(lengths), scores.Rows);
        ShapeException.ThrowIfNot(weights, nameof(weights), ("rows", scores.Rows), ("width", scores.Columns));
        for (int row = 0; row < lengths.Length; row++)
        {
            int length = CheckedLength(lengths, row, scores.Columns);
            Span<float> alpha = weights.Row(row);
            Normalize(scores.Row(row)[..length], alpha[..length]);
            alpha[length..].Clear();
        }
    }

    /// <summary>Gradient with respect to the scores: de_j = α_j (dα_j − Σ_k α_k dα_k).</summary>
    /// <param name="weights">[rows, width] Result of <see cref="Forward"/>.</param>
    /// <param name="lengths">[rows] As in the forward pass.</param>
    /// <param name="dWeights">[rows, width] Gradient of the loss with respect to the weights; not read past the length.</param>
    /// <param name="dScores">[rows, width] Overwritten up to the length of each row. May be <paramref name="dWeights"/> itself.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1 or above the width.</exception>
    public static void Backward(Matrix weights, ReadOnlySpan<int> lengths, Matrix dWeights, Matrix dScores)
    {
        ShapeException.ThrowIfLengthIsNot(lengths.Length, nameof(lengths), weights.Rows);
        ShapeException.ThrowIfNot(dWeights, nameof(dWeights), ("rows", weights.Rows), ("width", weights.Columns));
        ShapeException.ThrowIfNot(dScores, nameof(dScores), ("rows", weights.Rows), ("width", weights.Columns));
        for (int row = 0; row < lengths.Length; row++)
        {
            int length = CheckedLength(lengths, row, weights.Columns);
            ReadOnlySpan<float> alpha = weights.Row(row)[..length];
            ReadOnlySpan<float> dAlpha = dWeights.Row(row)[..length];
            Span<float> dScore = dScores.Row(row)[..length];
            Differentiate(alpha, dAlpha, dScore);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(ReadOnlySpan<float> scores, Span<float> weights)
    {
        ref float from = ref MemoryMarshal.GetReference(scores);
        ref float to = ref MemoryMarshal.GetReference(weights);
        int whole = scores.Length - (scores.Length % Vector<float>.Count);
        // The lanes past the end hold −∞: they are never the maximum, and their exponential is 0.
        Vector<float> rest = PartialVector.Load(scores[whole..], float.NegativeInfinity);
        Vector<float> max = rest;
        for (int index = 0; index < whole; index += Vector<float>.Count)
        {
            // What this does with not-a-number does not matter: the sum below spreads it over the row.
            max = Vector.MaxNative(max, Vector.LoadUnsafe(ref from, (nuint)index));
        }

        Vector<float> shift = new(PartialVector.Max(max));
        Vector<float> sum = Vector<float>.Zero;
        for (int index = 0; index < whole; index += Vector<float>.Count)
        {
            Vector<float> power = Exponential.OfNonPositive(Vector.LoadUnsafe(ref from, (nuint)index) - shift);
            power.StoreUnsafe(ref to, (nuint)index);
            sum += power;
        }

        Vector<float> restPower = whole < scores.Length ? Exponential.OfNonPositive(rest - shift) : Vector<float>.Zero;
        Vector<float> scale = new(1f / Vector.Sum(sum + restPower));
        for (int index = 0; index < whole; index += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)index) * scale).StoreUnsafe(ref to, (nuint)index);
        }

        PartialVector.Store(restPower * scale, weights[whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate(ReadOnlySpan<float> weights, ReadOnlySpan<float> dWeights, Span<float> dScores)
    {
        ref float alpha = ref MemoryMarshal.GetReference(weights);
        ref float dAlpha = ref MemoryMarshal.GetReference(dWeights);
        ref float dScore = ref MemoryMarshal.GetReference(dScores);
        int whole = weights.Length - (weights.Length % Vector<float>.Count);
        Vector<float> restWeight = PartialVector.Load(weights[whole..]);
        Vector<float> restGradient = PartialVector.Load(dWeights[whole..]);
        Vector<float> sum = restWeight * restGradient;
        for (int index = 0; index < whole; index += Vector<float>.Count)
        {
            sum = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref alpha, (nuint)index), Vector.LoadUnsafe(ref dAlpha, (nuint)index), sum);
        }

        Vector<float> mean = new(Vector.Sum(sum));
        for (int index = 0; index < whole; index += Vector<float>.Count)
        {
            Vector<float> deviation = Vector.LoadUnsafe(ref dAlpha, (nuint)index) - mean;
            (Vector.LoadUnsafe(ref alpha, (nuint)index) * deviation).StoreUnsafe(ref dScore, (nuint)index);
        }

        PartialVector.Store(restWeight * (restGradient - mean), dScores[whole..]);
    }

    private static int CheckedLength(ReadOnlySpan<int> lengths, int row, int width)
    {
        int length = lengths[row];
        if (length < 1 || length > width)
        {
            ThrowLength(nameof(lengths), row, length, width);
        }

        return length;
    }

    [DoesNotReturn]
    private static void ThrowLength(string name, int row, int length, int width) => throw new ArgumentOutOfRangeException(
        name, length, $"Row {row} must have 1 to {width} real scores.");
}
