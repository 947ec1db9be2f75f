using Dragoman.Data;
using Dragoman.Numerics.Random;
using Dragoman.Text;

namespace Dragoman.Lab.Benchmarking;

/// <summary>Random sentences of a benchmark configuration: tokens drawn evenly, the last one is the end token.</summary>
internal static class BenchmarkData
{
    private const int FirstWord = Vocabulary.EosId + 1;

    /// <summary>Batches of pairs.</summary>
    /// <param name="configuration">Sizes.</param>
    /// <param name="batchCount">Number of batches.</param>
    /// <param name="batchSize">Pairs in each.</param>
    internal static PairBatch[] Batches(BenchmarkConfiguration configuration, int batchCount, int batchSize)
    {
        RandomStream random = new(seed: 1234, stream: 0);
        var batches = new PairBatch[batchCount];
        for (int i = 0; i < batchCount; i++)
        {
            var pairs = new List<EncodedPair>();
            for (int row = 0; row < batchSize; row++)
            {
                pairs.Add(new EncodedPair(Sentence(configuration, random), Sentence(configuration, random)));
            }

            BatchingOptions whole = new(BatchSize: batchSize);
            batches[i] = new BatchPlan(new EncodedPairs(pairs), whole)[0];
        }

        return batches;
    }

    /// <summary>Target tokens drawn at random, the special ones among them.</summary>
    /// <param name="configuration">Sizes.</param>
    /// <param name="count">Number of tokens, at most those of the vocabulary.</param>
    /// <param name="stream">Another number draws other tokens.</param>
    internal static int[] Tokens(BenchmarkConfiguration configuration, int count, int stream)
    {
        RandomStream random = new(seed: 5678, (ulong)stream);
        return
        [
            .. Enumerable.Range(0, FirstWord),
            .. Enumerable.Range(FirstWord, configuration.VocabularySize - FirstWord).OrderBy(_ => random.NextDouble()).Take(count - FirstWord),
        ];
    }

    private static int[] Sentence(BenchmarkConfiguration configuration, RandomStream random)
    {
        int shortest = configuration.SentenceLength / 2;
        int[] tokens = new int[shortest + random.NextInt(configuration.SentenceLength - shortest + 1)];
        for (int i = 0; i < tokens.Length - 1; i++)
        {
            tokens[i] = FirstWord + random.NextInt(configuration.VocabularySize - FirstWord);
        }

        tokens[^1] = Vocabulary.EosId;
        return tokens;
    }
}
