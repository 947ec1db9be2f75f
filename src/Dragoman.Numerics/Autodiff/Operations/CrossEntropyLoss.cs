using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Kernels.Products;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Cross-entropy of softmax(x·Wᵀ + b) against target tokens, fused with the output layer.</summary>
/// <remarks>
/// It is the root of the recorded computation, so the gradients are formed on the way: the logits exist only for a chunk of rows at a time,
/// and are turned into their own gradient in place.
/// </remarks>
internal static class CrossEntropyLoss
{
    private const int ChunkElements = 4 << 20; // 16 MB of logits

    /// <summary>Computes the loss and, on a recording tape, the gradients of x, W and b.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, hidden] What the output layer reads.</param>
    /// <param name="weight">[vocab, hidden]</param>
    /// <param name="bias">[1, vocab]</param>
    /// <param name="targets">[rows] The token that each row should predict.</param>
    /// <param name="labelSmoothing">Share ε of the target probability that is spread over the vocabulary, 0 ≤ ε &lt; 1.</param>
    /// <param name="scale">Factor of the gradient, such as 1 / tokens in the batch.</param>
    /// <returns>The sum of the rows' cross-entropies in nats, not scaled.</returns>
    /// <exception cref="ShapeException">There is not one target per row.</exception>
    public static double Apply(
        Tape tape, Variable x, Weight weight, Parameter bias, ReadOnlySpan<int> targets, float labelSmoothing, float scale)
    {
        ShapeException.ThrowIfLengthIsNot(targets.Length, nameof(targets), x.Rows);
        bool differentiate = tape.IsRecording;
        Matrix dx = differentiate ? x.GradientTarget(out _) : default;
        int chunk = Math.Clamp(ChunkElements / weight.OutputSize, 1, Math.Max(1, x.Rows));
        int chunkCount = (x.Rows + chunk - 1) / chunk;
        chunk = chunkCount == 0 ? 1 : (x.Rows + chunkCount - 1) / chunkCount;

        double loss = 0;
        Arena.Position mark = tape.Arena.Mark();
        Matrix buffer = tape.Arena.Take(chunk, weight.OutputSize);
        for (int start = 0; start < x.Rows; start += chunk)
        {
            int rows = Math.Min(chunk, x.Rows - start);
            Matrix input = x.Value.RowRange(start, rows);
            Matrix logits = buffer.RowRange(0, rows);
            if (weight.IsQuantized || (weight.Parameter.IsPacked && !differentiate))
            {
                weight.Multiply(input, bias, logits, tape.Arena);
            }
            else
            {
                Rows.FillRows(logits, bias.Value.Span);
                Gemm.Multiply(input, transposeA: false, weight.Value, transposeB: true, logits, accumulate: true, tape.Arena);
            }

            ReadOnlySpan<int> wanted = targets.Slice(start, rows);
            if (!differentiate)
            {
                loss += SoftmaxCrossEntropy.Forward(logits, wanted, labelSmoothing);
                continue;
            }

            loss += SoftmaxCrossEntropy.ForwardBackward(logits, wanted, labelSmoothing, scale);
            Gemm.Multiply(logits, transposeA: false, weight.Value, transposeB: false, dx.RowRange(start, rows), accumulate: false, tape.Arena);
            tape.Gradients!.AddProduct(weight, logits, input, tape.Arena);
            Rows.SumRows(logits, tape.Gradients.Dense(bias).Span);
        }

        tape.Arena.Release(mark);
        return loss;
    }
}
