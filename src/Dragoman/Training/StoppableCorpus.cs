using Dragoman.Data;

namespace Dragoman.Training;

/// <summary>A corpus whose reading can be stopped before training begins.</summary>
/// <param name="corpus">The corpus.</param>
/// <param name="stoppingToken">Stops between two pairs.</param>
internal sealed class StoppableCorpus(ICorpus corpus, CancellationToken stoppingToken) : ICorpus
{
    /// <inheritdoc/>
    public string Name => corpus.Name;

    /// <inheritdoc/>
    /// <exception cref="ReadingStoppedException">It was stopped.</exception>
    public IEnumerable<SentencePair> Read() => corpus.Read().Select(Pass);

    /// <inheritdoc/>
    /// <exception cref="ReadingStoppedException">It was stopped.</exception>
    public IEnumerable<SentencePair> ReadAll() => corpus.ReadAll().Select(Pass);

    private SentencePair Pass(SentencePair pair) => stoppingToken.IsCancellationRequested ? throw new ReadingStoppedException() : pair;
}

/// <summary>A corpus was not read to its end, because training is to stop.</summary>
internal sealed class ReadingStoppedException : OperationCanceledException;
