namespace Dragoman.Neighbours;

/// <summary>A place in a training sentence where the model was in a similar state.</summary>
/// <param name="Similarity">Cosine of the angle between the states, −1 to 1.</param>
/// <param name="Source">The source sentence.</param>
/// <param name="Target">Its translation, which was read.</param>
/// <param name="Position">Number of the token, from 0: of the source for an encoder state, else of the target token that the step writes.</param>
/// <param name="Token">The token.</param>
/// <param name="Tokens">All tokens of its side, the end token included if the model reads or writes one.</param>
public sealed record Neighbour(double Similarity, string Source, string Target, int Position, string Token, IReadOnlyList<string> Tokens);

/// <summary>A state of a sentence, and where the model was in similar ones.</summary>
/// <param name="Of">Which vector.</param>
/// <param name="Position">Number of its token, from 0.</param>
/// <param name="Token">The token.</param>
/// <param name="Neighbours">The places, the most similar first.</param>
public sealed record StateNeighbours(StateKind Of, int Position, string Token, IReadOnlyList<Neighbour> Neighbours);

/// <summary>A word whose embedding is near another.</summary>
/// <param name="Word">The word, as the vocabulary has it.</param>
/// <param name="Similarity">Cosine of the angle between the embeddings, −1 to 1.</param>
public sealed record WordNeighbour(string Word, double Similarity);

/// <summary>A word, or what word arithmetic makes of several, and the words near it.</summary>
/// <param name="Word">What was asked for, such as <c>king − man + woman</c>.</param>
/// <param name="Neighbours">The words near it, the nearest first.</param>
public sealed record WordNeighbourhood(string Word, IReadOnlyList<WordNeighbour> Neighbours);
