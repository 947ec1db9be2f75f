using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Kernels;

/// <summary>Inverted dropout: elements are set to 0 at random and the others scaled so that the mean stays.</summary>
/// <remarks>
/// Srivastava et al. 2014. y = mask ⊙ x / (1 − rate). The mask is a function of the key and of the place of an element (offset + row ×
/// columns + column) only, so it is never stored, and neither threads nor vector widths change it. A dropped element is exactly 0, even
/// where x is infinite or not a number.
/// </remarks>
internal static class Dropout
{
    private const int WordBits = 32;

    /// <summary>Bit i for lane i, as many as the widest vector has lanes.</summary>
    private static ReadOnlySpan<uint> LaneBits =>
        [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];

    /// <summary>Drops elements of <paramref name="x"/> with probability <paramref name="rate"/>.</summary>
    /// <param name="x">[rows, columns] Input.</param>
    /// <param name="y">[rows, columns] Overwritten. May be <paramref name="x"/> itself.</param>
    /// <param name="rate">Probability of dropping an element, from 0 (included) to 1 (excluded); kept to the nearest 2^−16.</param>
    /// <param name="key">Names the mask.</param>
    /// <param name="offset">Place of the first element in the mask, so that parts of a batch can be masked apart.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is outside its range.</exception>
    public static void Forward(Matrix x, Matrix y, float rate, RandomKey key, ulong offset)
    {
        ShapeException.ThrowIfNot(y, nameof(y), ("rows", x.Rows), ("columns", x.Columns));
        ThrowIfNotRate(rate);
        if (rate == 0f)
        {
            if (x != y)
            {
                x.CopyTo(y);
            }

            return;
        }

        Apply<Overwrite>(x, y, rate, key, offset);
    }

    /// <summary>Adds the gradient, with the mask that <see cref="Forward"/> used: dx += mask ⊙ dy / (1 − rate).</summary>
    /// <param name="dy">[rows, columns] Gradient of the loss with respect to the output.</param>
    /// <param name="dx">[rows, columns] Accumulated into.</param>
    /// <param name="rate">As in the forward pass.</param>
    /// <param name="key">As in the forward pass.</param>
    /// <param name="offset">As in the forward pass.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is outside its range.</exception>
    public static void Backward(Matrix dy, Matrix dx, float rate, RandomKey key, ulong offset)
    {
        ShapeException.ThrowIfNot(dx, nameof(dx), ("rows", dy.Rows), ("columns", dy.Columns));
        ThrowIfNotRate(rate);
        Apply<Accumulate>(dy, dx, rate, key, offset);
    }

    /// <summary>Drops whole rows of <paramref name="x"/> with probability <paramref name="rate"/>, the mask of row i being draw i of the key.</summary>
    /// <param name="x">[rows, columns] Input.</param>
    /// <param name="y">[rows, columns] Overwritten.</param>
    /// <param name="rate">As in <see cref="Forward"/>.</param>
    /// <param name="key">Names the mask.</param>
    public static void ForwardRows(Matrix x, Matrix y, float rate, RandomKey key)
    {
        ShapeException.ThrowIfNot(y, nameof(y), ("rows", x.Rows), ("columns", x.Columns));
        ThrowIfNotRate(rate);
        RandomMask mask = new(key, rate);
        for (int row = 0; row < x.Rows; row++)
        {
            if (Keeps(in mask, row))
            {
                TensorPrimitives.Multiply(x.Row(row), 1f / (1f - mask.Rate), y.Row(row));
            }
            else
            {
                y.Row(row).Clear();
            }
        }
    }

    /// <summary>Adds the gradient of <see cref="ForwardRows"/>.</summary>
    /// <param name="dy">[rows, columns] Gradient of the loss with respect to the output.</param>
    /// <param name="dx">[rows, columns] Accumulated into.</param>
    /// <param name="rate">As in the forward pass.</param>
    /// <param name="key">As in the forward pass.</param>
    public static void BackwardRows(Matrix dy, Matrix dx, float rate, RandomKey key)
    {
        ShapeException.ThrowIfNot(dx, nameof(dx), ("rows", dy.Rows), ("columns", dy.Columns));
        ThrowIfNotRate(rate);
        RandomMask mask = new(key, rate);
        for (int row = 0; row < dy.Rows; row++)
        {
            if (Keeps(in mask, row))
            {
                TensorPrimitives.MultiplyAdd(dy.Row(row), 1f / (1f - mask.Rate), dx.Row(row), dx.Row(row));
            }
        }
    }

    private static bool Keeps(in RandomMask mask, int place) =>
        ((mask.Tile((ulong)(place / RandomMask.TileLength)) >> (place % RandomMask.TileLength)) & UInt128.One) != UInt128.Zero;

    private static void ThrowIfNotRate(float rate)
    {
        if (rate is not (>= 0f and < 1f)) // also NaN
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate must be at least 0 and below 1.");
        }
    }

    private static void Apply<TStore>(Matrix source, Matrix destination, float rate, RandomKey key, ulong offset)
        where TStore : struct, IStore
    {
        RandomMask mask = new(key, rate);
        float scale = 1f / (1f - mask.Rate);
        if (source.IsContiguous && destination.IsContiguous)
        {
            ApplyRow<TStore>(source.Span, destination.Span, in mask, scale, offset);
            return;
        }

        for (int row = 0; row < source.Rows; row++)
        {
            ulong place = unchecked(offset + ((ulong)row * (ulong)source.Columns));
            ApplyRow<TStore>(source.Row(row), destination.Row(row), in mask, scale, place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyRow<TStore>(ReadOnlySpan<float> source, Span<float> destination, in RandomMask mask, float scale, ulong place)
        where TStore : struct, IStore
    {
        while (!source.IsEmpty)
        {
            int skipped = (int)(place % RandomMask.TileLength);
            int count = Math.Min(RandomMask.TileLength - skipped, source.Length);
            UInt128 keep = mask.Tile(place / RandomMask.TileLength) >> skipped;
            for (int start = 0; start < count; start += WordBits)
            {
                int length = Math.Min(WordBits, count - start);
                ApplyWord<TStore>(source.Slice(start, length), destination.Slice(start, length), (uint)(keep >> start), scale);
            }

            source = source[count..];
            destination = destination[count..];
            place = unchecked(place + (ulong)count);
        }
    }

    /// <summary>At most 32 elements; bit i of <paramref name="keep"/> is that of element i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyWord<TStore>(ReadOnlySpan<float> source, Span<float> destination, uint keep, float scale)
        where TStore : struct, IStore
    {
        ref float from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        Vector<uint> bits = new(keep);
        Vector<uint> laneBits = new(LaneBits);
        int index = 0;
        for (; index <= source.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> value = Select(Vector.LoadUnsafe(ref from, (nuint)index) * scale, bits, laneBits);
            TStore.Store(value, ref Unsafe.Add(ref to, index));
            laneBits <<= Vector<float>.Count;
        }

        if (index < source.Length)
        {
            Vector<float> value = Select(PartialVector.Load(source[index..]) * scale, bits, laneBits);
            TStore.Store(value, destination[index..]);
        }
    }

    /// <summary>Keeps the lanes whose bit is set; a bitwise "and", since 0 × ∞ would not be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Select(Vector<float> value, Vector<uint> bits, Vector<uint> laneBits) =>
        value & Vector.Equals(bits & laneBits, laneBits).As<uint, float>();

    private interface IStore
    {
        static abstract void Store(Vector<float> value, ref float destination);

        static abstract void Store(Vector<float> value, Span<float> destination);
    }

    private readonly struct Overwrite : IStore
    {
        public static void Store(Vector<float> value, ref float destination) => value.StoreUnsafe(ref destination);

        public static void Store(Vector<float> value, Span<float> destination) => PartialVector.Store(value, destination);
    }

    private readonly struct Accumulate : IStore
    {
        public static void Store(Vector<float> value, ref float destination) =>
            (Vector.LoadUnsafe(ref destination) + value).StoreUnsafe(ref destination);

        public static void Store(Vector<float> value, Span<float> destination) =>
            PartialVector.Store(PartialVector.Load(destination) + value, destination);
    }
}
