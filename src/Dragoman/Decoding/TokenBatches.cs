namespace Dragoman.Decoding;

/// <summary>Cuts sentences into batches that are bounded in tokens too, so that long sentences need no more memory than many short ones.</summary>
internal static class TokenBatches
{
    /// <summary>Most tokens of a batch that is decoded, unless one sentence alone has more.</summary>
    internal const int DecodedTokens = 8_192;

    /// <summary>Cuts neighbouring items into batches.</summary>
    /// <typeparam name="T">What holds a sentence.</typeparam>
    /// <param name="items">The sentences, best of similar length side by side.</param>
    /// <param name="maximumCount">Most sentences of a batch.</param>
    /// <param name="lengthOf">Tokens of a sentence.</param>
    internal static IEnumerable<T[]> Cut<T>(IReadOnlyList<T> items, int maximumCount, Func<T, int> lengthOf)
    {
        var batch = new List<T>();
        long tokens = 0;
        foreach (T item in items)
        {
            int length = lengthOf(item);
            if (batch.Count > 0 && (batch.Count == maximumCount || tokens + length > DecodedTokens))
            {
                yield return [.. batch];
                batch.Clear();
                tokens = 0;
            }

            batch.Add(item);
            tokens += length;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
