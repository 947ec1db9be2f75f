using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>Σ e^x over blocks of floats that come one after another, without overflow and in one reading.</summary>
/// <remarks>
/// The sum is kept as e^reference · Σ e^(x − reference), where the reference is the greatest element so far. A block that brings a
/// greater one rescales what was summed before (Milakov and Gimelshein 2018, arXiv:1805.02867, with blocks in place of elements).
/// Inside a block floats are summed lane by lane, across blocks doubles, so that the error does not grow with the length.
/// </remarks>
internal unsafe struct ExponentialSum
{
    /// <summary>Elements of a block that is read twice, for its greatest element and its exponentials: 4 KB of the first-level cache.</summary>
    internal const int BlockLength = 1024;

    private double _sum;

    /// <summary>Makes an empty sum.</summary>
    public ExponentialSum()
    {
    }

    /// <summary>What is subtracted before the exponential; finite even if every element is −∞.</summary>
    internal float Reference { get; private set; } = float.MinValue;

    /// <summary>Σ e^(x − <see cref="Reference"/>).</summary>
    internal readonly double Sum => _sum;

    /// <summary>Σ x.</summary>
    internal double SumOfElements { get; private set; }

    /// <summary>ln Σ e^x.</summary>
    internal readonly double Logarithm => Reference + Math.Log(_sum);

    /// <summary>Adds a block.</summary>
    /// <param name="x">[count] Its elements.</param>
    /// <param name="count">How many.</param>
    /// <param name="exponentials">[count] Overwritten with e^(x − <see cref="Reference"/>) by the reference after this call; may be <paramref name="x"/>, or null.</param>
    internal void Add<TLanes>(float* x, int count, float* exponentials)
        where TLanes : struct, ILanes<TLanes>
    {
        int whole = count - (count % TLanes.Count);
        float largest = Math.Max(Largest<TLanes>(x, 0, whole), Largest<Lanes1>(x, whole, count));
        if (largest > Reference)
        {
            _sum *= Math.Exp((double)Reference - largest);
            Reference = largest;
        }

        AddElements<TLanes>(x, 0, whole, exponentials);
        AddElements<Lanes1>(x, whole, count, exponentials);
    }

    /// <summary>Finds the greatest element, and sums the elements because that is free beside reading them.</summary>
    [MethodImpl(Widest.Loop)]
    private float Largest<TLanes>(float* x, int from, int to)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes largest = TLanes.Broadcast(float.MinValue);
        TLanes sum = TLanes.Broadcast(0f);
        for (int i = from; i < to; i += TLanes.Count)
        {
            TLanes element = TLanes.Load(x + i);
            largest = TLanes.AtLeast(element, largest);
            sum += element;
        }

        SumOfElements += TLanes.Sum(sum);
        return TLanes.Largest(largest);
    }

    [MethodImpl(Widest.Loop)]
    private void AddElements<TLanes>(float* x, int from, int to, float* exponentials)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes reference = TLanes.Broadcast(Reference);
        TLanes sum = TLanes.Broadcast(0f);
        for (int i = from; i < to; i += TLanes.Count)
        {
            TLanes exponential = LaneMath.ExpOfNegative(TLanes.Load(x + i) - reference);
            sum += exponential;
            if (exponentials != null)
            {
                exponential.Store(exponentials + i);
            }
        }

        _sum += TLanes.Sum(sum);
    }
}
