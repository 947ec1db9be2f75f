using Dragoman.Data;

namespace Dragoman.Lab.Benchmarking;

/// <summary>Floating-point operations of the matrix products that training and decoding cannot avoid: real tokens only, two for each multiply-add.</summary>
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

        return 3 * 2 * ((source * EncoderWeights(c, model)) + (target * StepWeights(c, model)) + (pairs * 2 * c.HiddenSize));
    }

    /// <summary>Of one search: the first step extends one hypothesis per sentence, the others as many as the beam is wide.</summary>
    internal static double Decoding(BenchmarkConfiguration c, BenchmarkModel model, PairBatch batch, int beam, int steps)
    {
        double source = batch.SourceTokenCount;
        double rows = 1 + ((steps - 1.0) * beam); // per sentence
        return 2 * ((source * EncoderWeights(c, model)) + (rows * batch.Count * StepWeights(c, model)) + (rows * source * 2 * c.HiddenSize));
    }

    /// <summary>Weights that a decoder step multiplies by, the output layer's included.</summary>
    internal static double StepWeights(BenchmarkConfiguration c, BenchmarkModel model)
    {
        double e = c.EmbedSize, h = c.HiddenSize, above = c.Layers - 1;
        double cells = model == BenchmarkModel.D2lBahdanau
            ? (3 * h * (e + (2 * h))) + (above * 6 * h * h) + (h * h)
            : (4 * h * (e + (2 * h))) + (above * 8 * h * h) + (2 * h * h);
        return cells + (h * c.VocabularySize);
    }

    /// <summary>Weights that the encoder multiplies each source token by, the projection of the keys included.</summary>
    private static double EncoderWeights(BenchmarkConfiguration c, BenchmarkModel model)
    {
        double e = c.EmbedSize, h = c.HiddenSize, above = c.Layers - 1;
        return model == BenchmarkModel.D2lBahdanau
            ? (3 * h * (e + h)) + (above * 6 * h * h) + (h * h)
            : (4 * h * (e + (h / 2))) + (above * 6 * h * h) + (h * h);
    }
}
