using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>Cross entropy of a softmax over logits against smoothed targets, and its gradient in the same sweep.</summary>
/// <remarks>
/// With p = softmax(logits) and q = (1 − ε)·onehot(target) + ε/vocab (label smoothing, Szegedy et al. 2016, arXiv:1512.00567, section 7)
/// the loss of a row is −Σ q ln p and its gradient p − q. A row is read in blocks that stay in the first-level cache: the greatest logit
/// so far is subtracted before the exponential, so finite logits never overflow, and each exponential is computed once.
/// </remarks>
internal static class SoftmaxCrossEntropy
{
    /// <summary>Computes the loss without touching the logits.</summary>
    /// <param name="logits">[rows, vocab] Unnormalised log-probabilities.</param>
    /// <param name="targets">[rows] Right class of each row, 0 to vocab − 1.</param>
    /// <param name="labelSmoothing">Share of the probability that is spread evenly over all classes, from 0 (none) to 1.</param>
    /// <returns>The sum over the rows, in nats.</returns>
    /// <exception cref="ShapeException">There are not as many targets as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or <paramref name="labelSmoothing"/> is not from 0 to 1.</exception>
    public static double Forward(Matrix logits, ReadOnlySpan<int> targets, float labelSmoothing) =>
        Run(logits, targets, labelSmoothing, scale: 0f, withGradient: false);

    /// <summary>Computes the loss and replaces the logits with their gradient.</summary>
    /// <param name="logits">[rows, vocab] Unnormalised log-probabilities; overwritten with <paramref name="scale"/> · (p − q).</param>
    /// <param name="targets">[rows] Right class of each row, 0 to vocab − 1.</param>
    /// <param name="labelSmoothing">Share of the probability that is spread evenly over all classes, from 0 (none) to 1.</param>
    /// <param name="scale">Factor of the gradient alone, such as 1 / rows for the mean.</param>
    /// <returns>The sum over the rows, in nats, not scaled.</returns>
    /// <exception cref="ShapeException">There are not as many targets as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or <paramref name="labelSmoothing"/> is not from 0 to 1.</exception>
    public static double ForwardBackward(Matrix logits, ReadOnlySpan<int> targets, float labelSmoothing, float scale) =>
        Run(logits, targets, labelSmoothing, scale, withGradient: true);

    /// <summary>Computes ln Σ e^x without overflow; −∞ for an empty span, NaN if an element is NaN or ∞.</summary>
    /// <param name="logits">Unnormalised log-probabilities.</param>
    public static unsafe double LogSumExp(ReadOnlySpan<float> logits)
    {
        fixed (float* x = logits)
        {
            LogSumExpKernel kernel = new(x, logits.Length);
            Widest.Run(ref kernel);
            return kernel.Result;
        }
    }

    private static unsafe double Run(Matrix logits, ReadOnlySpan<int> targets, float labelSmoothing, float scale, bool withGradient)
    {
        ShapeException.ThrowIfLengthIsNot(targets.Length, nameof(targets), logits.Rows);
        if (labelSmoothing is not (>= 0f and <= 1f)) // Also catches NaN.
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing must be from 0 to 1.");
        }

        for (int row = 0; row < targets.Length; row++)
        {
            if ((uint)targets[row] >= (uint)logits.Columns)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(targets), targets[row], $"The target of row {row} must be from 0 to {logits.Columns - 1}.");
            }
        }

        fixed (int* target = targets)
        {
            LossKernel kernel = new(logits, target, labelSmoothing, scale, withGradient);
            Widest.Run(ref kernel);
            return kernel.Loss;
        }
    }

    private unsafe struct LogSumExpKernel(float* x, int length) : ILaneKernel
    {
        internal double Result { get; private set; }

        [MethodImpl(Widest.Loop)]
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            ExponentialSum sum = new();
            for (int start = 0; start < length; start += ExponentialSum.BlockLength)
            {
                sum.Add<TLanes>(x + start, Math.Min(ExponentialSum.BlockLength, length - start), exponentials: null);
            }

            Result = sum.Logarithm;
        }
    }

    private unsafe struct LossKernel(Matrix logits, int* targets, float labelSmoothing, float scale, bool withGradient) : ILaneKernel
    {
        private const int MaxBlockCount = 256;

        internal double Loss { get; private set; }

        [MethodImpl(Widest.Loop)]
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int vocab = logits.Columns;
            int blockLength = Math.Max(ExponentialSum.BlockLength, (vocab + MaxBlockCount - 1) / MaxBlockCount);
            float* references = stackalloc float[MaxBlockCount]; // What each block's exponentials are relative to.
            for (int row = 0; row < logits.Rows; row++)
            {
                float* x = logits.RowPointer(row);
                float targetLogit = x[targets[row]];
                ExponentialSum sum = new();
                for ((int start, int block) = (0, 0); start < vocab; start += blockLength, block++)
                {
                    sum.Add<TLanes>(x + start, Math.Min(blockLength, vocab - start), withGradient ? x + start : null);
                    references[block] = sum.Reference;
                }

                Loss += RowLoss(sum, targetLogit, vocab);
                if (withGradient)
                {
                    for ((int start, int block) = (0, 0); start < vocab; start += blockLength, block++)
                    {
                        double factor = scale * Math.Exp((double)references[block] - sum.Reference) / sum.Sum;
                        FinishBlock<TLanes>(x + start, Math.Min(blockLength, vocab - start), (float)factor);
                    }

                    x[targets[row]] -= scale * (1f - labelSmoothing);
                }
            }
        }

        /// <summary>−Σ q ln p = ln Σ e^x − (1 − ε)·x_target − ε·mean(x).</summary>
        private readonly double RowLoss(in ExponentialSum sum, float targetLogit, int vocab)
        {
            double loss = sum.Logarithm - ((1.0 - labelSmoothing) * targetLogit);
            return labelSmoothing == 0f ? loss : loss - (labelSmoothing * sum.SumOfElements / vocab);
        }

        /// <summary>Turns exponentials into scale · (p − ε/vocab).</summary>
        private readonly void FinishBlock<TLanes>(float* x, int count, float factor)
            where TLanes : struct, ILanes<TLanes>
        {
            int whole = count - (count % TLanes.Count);
            Finish<TLanes>(x, 0, whole, factor);
            Finish<Lanes1>(x, whole, count, factor);
        }

        [MethodImpl(Widest.Loop)]
        private readonly void Finish<TLanes>(float* x, int from, int to, float factor)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes factors = TLanes.Broadcast(factor);
            TLanes spread = TLanes.Broadcast(-scale * labelSmoothing / logits.Columns);
            for (int i = from; i < to; i += TLanes.Count)
            {
                TLanes.MultiplyAdd(TLanes.Load(x + i), factors, spread).Store(x + i);
            }
        }
    }
}
