namespace Dragoman.Data;

/// <summary>Sentence pairs that are in memory already, taken as they are.</summary>
/// <param name="pairs">The pairs in order.</param>
/// <param name="name">The corpus in the user's words, for messages.</param>
public sealed class MemoryCorpus(IEnumerable<SentencePair> pairs, string name = "pairs in memory") : ICorpus
{
    private readonly SentencePair[] _pairs = [.. pairs];

    /// <inheritdoc/>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>Number of pairs, blank ones included.</summary>
    public int Count => _pairs.Length;

    /// <inheritdoc/>
    public IEnumerable<SentencePair> Read() =>
        _pairs.Where(pair => !pair.IsBlank);

    /// <inheritdoc/>
    public IEnumerable<SentencePair> ReadAll() => _pairs;
}
