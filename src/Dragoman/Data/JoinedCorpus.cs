namespace Dragoman.Data;

/// <summary>Corpora read one after another as if they were one; line numbers go on.</summary>
/// <param name="parts">The corpora, at least one; each says for itself whether it is read once.</param>
internal sealed class JoinedCorpus(params IReadOnlyList<LineCorpus> parts) : LineCorpus
{
    /// <inheritdoc/>
    public override string Name { get; } = string.Join(" and ", parts.Select(part => part.Name));

    /// <inheritdoc/>
    public override IEnumerable<SentencePair> ReadLines() => parts.SelectMany(part => part.ReadLines());
}
