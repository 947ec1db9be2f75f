using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>Additive attention scores of each query against its own keys, and their gradient.</summary>
/// <remarks>
/// Bahdanau et al. 2015 (arXiv:1409.0473), A.1.2: e_bj = vᵀ tanh(q_b + k_j) with q = W_q·query and k = W_k·key projected beforehand.
/// The keys of all rows lie in one matrix without padding; row b attends to keys starts[b] … starts[b] + lengths[b] − 1.
/// Nothing is saved: computing the tanh again costs less than writing and reading rows × source_time × units activations.
/// </remarks>
internal static class AdditiveScore
{
    /// <summary>Computes the scores.</summary>
    /// <param name="query">[rows, units] Projected queries.</param>
    /// <param name="keys">[sum of lengths, units] Projected keys.</param>
    /// <param name="starts">[rows] First key of each row.</param>
    /// <param name="lengths">[rows] Number of keys of each row.</param>
    /// <param name="v">[units] Weight of each unit.</param>
    /// <param name="scores">[rows, source_time] The first lengths[b] columns of row b are overwritten, the others left alone.</param>
    /// <exception cref="ShapeException">A matrix or span has another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row's keys do not all lie inside <paramref name="keys"/>, or it has more than <paramref name="scores"/> has columns.</exception>
    public static unsafe void Forward(
        Matrix query, Matrix keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<float> v, Matrix scores)
    {
        ThrowUnlessFitting(query, keys, starts, lengths, v, scores, nameof(scores));
        fixed (int* start = starts, length = lengths)
        {
            fixed (float* weights = v)
            {
                ForwardKernel kernel = new(query, keys, start, length, weights, scores);
                Widest.Run(ref kernel);
            }
        }
    }

    /// <summary>Adds the gradients of the queries, the keys and v.</summary>
    /// <param name="query">[rows, units] As given to <see cref="Forward"/>.</param>
    /// <param name="keys">[sum of lengths, units] As given to <see cref="Forward"/>.</param>
    /// <param name="starts">[rows] As given to <see cref="Forward"/>.</param>
    /// <param name="lengths">[rows] As given to <see cref="Forward"/>.</param>
    /// <param name="v">[units] As given to <see cref="Forward"/>.</param>
    /// <param name="dScores">[rows, source_time] Gradient of the scores; columns past a row's length are not read.</param>
    /// <param name="dQuery">[rows, units] Accumulated into.</param>
    /// <param name="dKeys">[sum of lengths, units] Accumulated into.</param>
    /// <param name="dV">[units] Accumulated into.</param>
    /// <exception cref="ShapeException">A matrix or span has another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row's keys do not all lie inside <paramref name="keys"/>, or it has more than <paramref name="dScores"/> has columns.</exception>
    public static unsafe void Backward(
        Matrix query, Matrix keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<float> v, Matrix dScores,
        Matrix dQuery, Matrix dKeys, Span<float> dV)
    {
        ThrowUnlessFitting(query, keys, starts, lengths, v, dScores, nameof(dScores));
        ShapeException.ThrowIfNot(dQuery, nameof(dQuery), ("rows", query.Rows), ("units", query.Columns));
        ShapeException.ThrowIfNot(dKeys, nameof(dKeys), ("sum of lengths", keys.Rows), ("units", query.Columns));
        ShapeException.ThrowIfLengthIsNot(dV.Length, nameof(dV), query.Columns);
        fixed (int* start = starts, length = lengths)
        {
            fixed (float* weights = v, dWeights = dV)
            {
                BackwardKernel kernel = new(query, keys, start, length, weights, dScores, dQuery, dKeys, dWeights);
                Widest.Run(ref kernel);
            }
        }
    }

    private static void ThrowUnlessFitting(
        Matrix query, Matrix keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<float> v, Matrix scores, string scoresName)
    {
        ShapeException.ThrowIfNot(keys, nameof(keys), ("sum of lengths", keys.Rows), ("units", query.Columns));
        ShapeException.ThrowIfNot(scores, scoresName, ("rows", query.Rows), ("source_time", scores.Columns));
        ShapeException.ThrowIfLengthIsNot(v.Length, nameof(v), query.Columns);
        RaggedProducts.ThrowUnlessInside(starts, lengths, query.Rows, keys.Rows, scores.Columns);
    }

    private readonly unsafe struct ForwardKernel(
        Matrix query, Matrix keys, int* starts, int* lengths, float* v, Matrix scores) : ILaneKernel
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int units = query.Columns;
            int whole = units - (units % TLanes.Count);
            for (int row = 0; row < query.Rows; row++)
            {
                float* q = query.RowPointer(row);
                float* e = scores.RowPointer(row);
                int length = lengths[row];
                int key = 0;
                for (; key <= length - 4; key += 4)
                {
                    Four<TLanes>(q, keys.RowPointer(starts[row] + key), whole, e + key);
                }

                for (; key < length; key++)
                {
                    e[key] = One<TLanes>(q, keys.RowPointer(starts[row] + key), 0, whole);
                }

                for (key = 0; whole < units && key < length; key++)
                {
                    e[key] += One<Lanes1>(q, keys.RowPointer(starts[row] + key), whole, units);
                }
            }
        }

        /// <summary>Four keys at once: they share the query and v, and four independent chains hide the latency of a tanh.</summary>
        [MethodImpl(Widest.Loop)]
        private void Four<TLanes>(float* q, float* k, int to, float* e)
            where TLanes : struct, ILanes<TLanes>
        {
            nint stride = keys.Stride;
            float* weights = v;
            TLanes sum0 = TLanes.Broadcast(0f);
            TLanes sum1 = sum0;
            TLanes sum2 = sum0;
            TLanes sum3 = sum0;
            for (int unit = 0; unit < to; unit += TLanes.Count)
            {
                TLanes weight = TLanes.Load(weights + unit);
                TLanes shared = TLanes.Load(q + unit);
                float* key = k + unit;
                sum0 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key)), sum0);
                sum1 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key + stride)), sum1);
                sum2 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key + (2 * stride))), sum2);
                sum3 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key + (3 * stride))), sum3);
            }

            e[0] = TLanes.Sum(sum0);
            e[1] = TLanes.Sum(sum1);
            e[2] = TLanes.Sum(sum2);
            e[3] = TLanes.Sum(sum3);
        }

        [MethodImpl(Widest.Loop)]
        private float One<TLanes>(float* q, float* k, int from, int to)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes sum = TLanes.Broadcast(0f);
            for (int unit = from; unit < to; unit += TLanes.Count)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(v + unit), LaneMath.Tanh(TLanes.Load(q + unit) + TLanes.Load(k + unit)), sum);
            }

            return TLanes.Sum(sum);
        }
    }

    private readonly unsafe struct BackwardKernel(
        Matrix query, Matrix keys, int* starts, int* lengths, float* v, Matrix dScores, Matrix dQuery, Matrix dKeys, float* dV) : ILaneKernel
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int units = query.Columns;
            int whole = units - (units % TLanes.Count);
            for (int row = 0; row < query.Rows; row++)
            {
                int key = 0;
                for (; key <= lengths[row] - 2; key += 2)
                {
                    Two<TLanes>(row, key, 0, whole);
                    Two<Lanes1>(row, key, whole, units);
                }

                if (key < lengths[row])
                {
                    One<TLanes>(row, key, 0, whole);
                    One<Lanes1>(row, key, whole, units);
                }
            }
        }

        /// <summary>Two keys at once: they share what is read and written of the query, of v and of their gradients.</summary>
        [MethodImpl(Widest.Loop)]
        private void Two<TLanes>(int row, int key, int from, int to)
            where TLanes : struct, ILanes<TLanes>
        {
            float* q = query.RowPointer(row);
            float* dq = dQuery.RowPointer(row);
            float* k0 = keys.RowPointer(starts[row] + key);
            float* k1 = k0 + keys.Stride;
            float* dk0 = dKeys.RowPointer(starts[row] + key);
            float* dk1 = dk0 + dKeys.Stride;
            float* weights = v;
            float* dWeights = dV;
            float* de = dScores.RowPointer(row) + key;
            TLanes de0 = TLanes.Broadcast(de[0]);
            TLanes de1 = TLanes.Broadcast(de[1]);
            TLanes minusDe0 = TLanes.Broadcast(-de[0]);
            TLanes minusDe1 = TLanes.Broadcast(-de[1]);
            for (int unit = from; unit < to; unit += TLanes.Count)
            {
                TLanes shared = TLanes.Load(q + unit);
                TLanes weight = TLanes.Load(weights + unit);
                TLanes t0 = LaneMath.Tanh(shared + TLanes.Load(k0 + unit));
                TLanes t1 = LaneMath.Tanh(shared + TLanes.Load(k1 + unit));

                // With u = −de·t the slope is de·(1 − t²) = u·t + de.
                TLanes u0 = minusDe0 * t0;
                TLanes u1 = minusDe1 * t1;
                TLanes slope0 = TLanes.MultiplyAdd(u0, t0, de0);
                TLanes slope1 = TLanes.MultiplyAdd(u1, t1, de1);
                TLanes.MultiplyAdd(weight, slope0, TLanes.Load(dk0 + unit)).Store(dk0 + unit);
                TLanes.MultiplyAdd(weight, slope1, TLanes.Load(dk1 + unit)).Store(dk1 + unit);
                TLanes.MultiplyAdd(weight, slope0 + slope1, TLanes.Load(dq + unit)).Store(dq + unit);
                (TLanes.Load(dWeights + unit) - (u0 + u1)).Store(dWeights + unit);
            }
        }

        [MethodImpl(Widest.Loop)]
        private void One<TLanes>(int row, int key, int from, int to)
            where TLanes : struct, ILanes<TLanes>
        {
            float* q = query.RowPointer(row);
            float* dq = dQuery.RowPointer(row);
            float* k = keys.RowPointer(starts[row] + key);
            float* dk = dKeys.RowPointer(starts[row] + key);
            TLanes de = TLanes.Broadcast(dScores.RowPointer(row)[key]);
            for (int unit = from; unit < to; unit += TLanes.Count)
            {
                TLanes weight = TLanes.Load(v + unit);
                TLanes t = LaneMath.Tanh(TLanes.Load(q + unit) + TLanes.Load(k + unit));
                TLanes u = de * t;
                TLanes slope = de - (u * t);
                TLanes.MultiplyAdd(weight, slope, TLanes.Load(dk + unit)).Store(dk + unit);
                TLanes.MultiplyAdd(weight, slope, TLanes.Load(dq + unit)).Store(dq + unit);
                (TLanes.Load(dV + unit) + u).Store(dV + unit);
            }
        }
    }
}
