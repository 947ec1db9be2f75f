using Dragoman.Data;

namespace Dragoman.Benchmarking;

/// <summary>Floating-point operations of the matrix products that training cannot avoid: real tokens only, two for each multiply-add.</summary>
internal static class WorkCount
{
    /// <summary>Of one update: forward, and twice as much backward.</summary>
    internal static double Update(BenchmarkConfiguration c, BenchmarkModel model, PairBatch batch)
    {
        double source = batch.SourceTokenCount;
        double target = batch.TargetTokenCount;
        double pairs = 0; // attended positions
        for (int i = 0; i < batch.Count; i++)
        {
            pairs += (double)batch.Source(i).Length * batch.Target(i).Length;
        }

        double e = c.EmbedSize, h = c.HiddenSize, v = c.VocabularySize, above = c.Layers - 1;
        double forward = model == BenchmarkModel.D2lBahdanau
            ? (source * ((3 * h * (e + h)) + (above * 6 * h * h) + (h * h)))
                + (target * ((3 * h * (e + (2 * h))) + (above * 6 * h * h) + (h * h))) + (pairs * 2 * h)
            : (source * ((4 * h * (e + (h / 2))) + (above * 6 * h * h) + (h * h)))
                + (target * ((4 * h * (e + (2 * h))) + (above * 8 * h * h) + (2 * h * h))) + (pairs * 2 * h);
        return 3 * 2 * (forward + (target * h * v));
    }
}
