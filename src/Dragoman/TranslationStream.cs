using System.Runtime.CompilerServices;

namespace Dragoman;

/// <summary>Translates sentences as they come, in order.</summary>
internal static class TranslationStream
{
    private const int BatchesAhead = 8; // The more are sorted by length together, the fewer steps are made in vain.

    /// <summary>Reads and translates in turn.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="batchSize">Sentences decoded together.</param>
    /// <param name="translate">Translates some.</param>
    /// <param name="cancellationToken">Stops reading and translating.</param>
    internal static async IAsyncEnumerable<Translation> Run(
        IAsyncEnumerable<string> texts,
        int batchSize,
        Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<Translation>>> translate,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using IAsyncEnumerator<string> source = texts.GetAsyncEnumerator(reading.Token);
        Task<bool> next = source.MoveNextAsync().AsTask();
        try
        {
            List<string> waiting = [];
            while (await next.ConfigureAwait(false))
            {
                waiting.Add(source.Current);
                next = source.MoveNextAsync().AsTask();
                if (waiting.Count < batchSize * BatchesAhead && next is { IsCompletedSuccessfully: true, Result: true })
                {
                    continue;
                }

                foreach (Translation translation in await translate(waiting, cancellationToken).ConfigureAwait(false))
                {
                    yield return translation;
                }

                waiting.Clear();
            }
        }
        finally
        {
            // A reader who has had enough leaves a sentence that is still waited for.
            await reading.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
