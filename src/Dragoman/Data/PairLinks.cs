namespace Dragoman.Data;

/// <summary>Which tokens of a sentence pair belong together, and where that is written.</summary>
/// <param name="Links">Indices, from 0, of a source token and a target token each; tokens are those that the model reads.</param>
/// <param name="File">The file, for messages.</param>
/// <param name="Line">The line, from 1, for messages.</param>
public sealed record PairLinks(IReadOnlyList<(int Source, int Target)> Links, string File, long Line);
