using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>Additive attention scores of each query against its own keys, and their gradient.</summary>
/// <remarks>
/// Bahdanau et al. 2015 (arXiv:1409.0473), A.1.2: e_bj = vᵀ tanh(q_b + k_j) with q = W_q·query and k = W_k·key projected beforehand.
/// The keys of all rows lie in one matrix without padding; row b attends to keys starts[b] … starts[b] + lengths[b] − 1.
/// Nothing is saved: computing the tanh again costs less than writing and reading rows × source_time × units activations.
/// </remarks>
public static class AdditiveScore
{
    /// <summary>Computes the scores.</summary>
    /// <param name="query">[rows, units] Projected queries.</param>
    /// <param name="keys">[sum of lengths, units] Projected keys.</param>
    /// <param name="starts">[rows] First key of each row.</param>
    /// <param name="lengths">[rows] Number of keys of each row.</param>
    /// <param name="v">[units] Weight of each unit.</param>
    /// <param name="scores">[rows, source_time] The first lengths[b] columns of row b are overwritten, the others left alone.</param>
    /// <exception cref="ShapeException">A tensor or span has another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row's keys do not all lie inside <paramref name="keys"/>, or it has more than <paramref name="scores"/> has columns.</exception>
    public static unsafe void Forward(
        Tensor query, Tensor keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<float> v, Tensor scores)
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
    /// <exception cref="ShapeException">A tensor or span has another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row's keys do not all lie inside <paramref name="keys"/>, or it has more than <paramref name="dScores"/> has columns.</exception>
    public static unsafe void Backward(
        Tensor query, Tensor keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<float> v, Tensor dScores,
        Tensor dQuery, Tensor dKeys, Span<float> dV)
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
        Tensor query, Tensor keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<float> v, Tensor scores, string scoresName)
    {
        ShapeException.ThrowIfNot(keys, nameof(keys), ("sum of lengths", keys.Rows), ("units", query.Columns));
        ShapeException.ThrowIfNot(scores, scoresName, ("rows", query.Rows), ("source_time", scores.Columns));
        ShapeException.ThrowIfLengthIsNot(starts.Length, nameof(starts), query.Rows);
        ShapeException.ThrowIfLengthIsNot(lengths.Length, nameof(lengths), query.Rows);
        ShapeException.ThrowIfLengthIsNot(v.Length, nameof(v), query.Columns);
        for (int row = 0; row < starts.Length; row++)
        {
            if ((uint)lengths[row] > (uint)scores.Columns)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(lengths), lengths[row], $"Row {row} must have 0 to {scores.Columns} keys, the columns of {scoresName}.");
            }

            if ((uint)starts[row] > (uint)(keys.Rows - lengths[row]))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(starts), starts[row], $"Row {row} wants {lengths[row]} keys from there on, but there are {keys.Rows} keys in all.");
            }
        }
    }

    private readonly unsafe struct ForwardKernel(
        Tensor query, Tensor keys, int* starts, int* lengths, float* v, Tensor scores) : ILaneKernel
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int row = 0; row < query.Rows; row++)
            {
                float* q = query.RowPointer(row);
                float* k = keys.RowPointer(starts[row]);
                float* e = scores.RowPointer(row);
                int length = lengths[row];
                int key = 0;
                for (; key <= length - 4; key += 4)
                {
                    Four<TLanes>(q, k + ((nint)key * keys.Stride), e + key);
                }

                for (; key < length; key++)
                {
                    e[key] = One<TLanes>(q, k + ((nint)key * keys.Stride));
                }
            }
        }

        /// <summary>Four keys at once, so that four independent chains hide the latency of a tanh.</summary>
        private void Four<TLanes>(float* q, float* k, float* e)
            where TLanes : struct, ILanes<TLanes>
        {
            (int units, nint stride) = (query.Columns, keys.Stride);
            TLanes sum0 = TLanes.Broadcast(0f);
            TLanes sum1 = sum0;
            TLanes sum2 = sum0;
            TLanes sum3 = sum0;
            int unit = 0;
            for (; unit <= units - TLanes.Count; unit += TLanes.Count)
            {
                TLanes weight = TLanes.Load(v + unit);
                TLanes shared = TLanes.Load(q + unit);
                float* key = k + unit;
                sum0 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key)), sum0);
                sum1 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key + stride)), sum1);
                sum2 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key + (2 * stride))), sum2);
                sum3 = TLanes.MultiplyAdd(weight, LaneMath.Tanh(shared + TLanes.Load(key + (3 * stride))), sum3);
            }

            e[0] = TLanes.Sum(sum0) + Rest<Lanes1>(q, k, unit);
            e[1] = TLanes.Sum(sum1) + Rest<Lanes1>(q, k + stride, unit);
            e[2] = TLanes.Sum(sum2) + Rest<Lanes1>(q, k + (2 * stride), unit);
            e[3] = TLanes.Sum(sum3) + Rest<Lanes1>(q, k + (3 * stride), unit);
        }

        private float One<TLanes>(float* q, float* k)
            where TLanes : struct, ILanes<TLanes>
        {
            int whole = query.Columns - (query.Columns % TLanes.Count);
            return Partial<TLanes>(q, k, 0, whole) + Rest<Lanes1>(q, k, whole);
        }

        private float Rest<TLanes>(float* q, float* k, int unit)
            where TLanes : struct, ILanes<TLanes> => Partial<TLanes>(q, k, unit, query.Columns);

        private float Partial<TLanes>(float* q, float* k, int from, int to)
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
        Tensor query, Tensor keys, int* starts, int* lengths, float* v, Tensor dScores, Tensor dQuery, Tensor dKeys, float* dV) : ILaneKernel
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int row = 0; row < query.Rows; row++)
            {
                float* de = dScores.RowPointer(row);
                for (int key = 0; key < lengths[row]; key++)
                {
                    int rest = Key<TLanes>(row, starts[row] + key, de[key], 0);
                    Key<Lanes1>(row, starts[row] + key, de[key], rest);
                }
            }
        }

        private int Key<TLanes>(int row, int key, float dScore, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int units = query.Columns;
            float* q = query.RowPointer(row);
            float* k = keys.RowPointer(key);
            float* dq = dQuery.RowPointer(row);
            float* dk = dKeys.RowPointer(key);
            TLanes one = TLanes.Broadcast(1f);
            TLanes de = TLanes.Broadcast(dScore);
            int unit = start;
            for (; unit <= units - TLanes.Count; unit += TLanes.Count)
            {
                TLanes t = LaneMath.Tanh(TLanes.Load(q + unit) + TLanes.Load(k + unit));
                TLanes dSum = de * TLanes.Load(v + unit) * (one - (t * t));
                (TLanes.Load(dq + unit) + dSum).Store(dq + unit);
                (TLanes.Load(dk + unit) + dSum).Store(dk + unit);
                TLanes.MultiplyAdd(de, t, TLanes.Load(dV + unit)).Store(dV + unit);
            }

            return unit;
        }
    }
}
