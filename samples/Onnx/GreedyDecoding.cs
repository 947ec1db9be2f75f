namespace Dragoman.Samples.Onnx;

/// <summary>Greedy search with an exported model: the most probable token at each step, for a batch of sentences.</summary>
internal static class GreedyDecoding
{
    internal static IReadOnlyList<long[]> Decode(OnnxModel model, IReadOnlyList<long[]> sentences)
    {
        TargetSide target = model.Description.Target;
        List<long>[] written = [.. sentences.Select(_ => new List<long>())];
        bool[] isDone = new bool[sentences.Count];
        long[] last = [.. sentences.Select(_ => (long)target.Begin)];
        using OnnxSteps steps = model.Encode(sentences);
        while (Array.Exists(isDone, done => !done))
        {
            float[] logProbabilities = steps.Step(last).LogProbabilities;
            int vocabulary = logProbabilities.Length / sentences.Count;
            for (int i = 0; i < sentences.Count; i++)
            {
                last[i] = MostProbable(logProbabilities.AsSpan(i * vocabulary, vocabulary), target.NeverWritten);
                isDone[i] |= last[i] == target.End;
                if (!isDone[i])
                {
                    written[i].Add(last[i]);
                    isDone[i] = written[i].Count >= (2 * sentences[i].Length) + 10;
                }
            }
        }

        return [.. written.Select(tokens => tokens.ToArray())];
    }

    private static long MostProbable(Span<float> logProbabilities, int[] neverWritten)
    {
        int best = -1;
        for (int token = 0; token < logProbabilities.Length; token++)
        {
            if (!neverWritten.Contains(token) && (best < 0 || logProbabilities[token] > logProbabilities[best]))
            {
                best = token;
            }
        }

        return best;
    }
}
