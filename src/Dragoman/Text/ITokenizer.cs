namespace Dragoman.Text;

/// <summary>Cuts a sentence into tokens and joins them again. Implementations are immutable and safe for many threads.</summary>
public interface ITokenizer
{
    /// <summary>Cuts a normalised sentence into tokens.</summary>
    /// <param name="text">The sentence; it may be empty.</param>
    /// <returns>The tokens in order; none is empty or holds a line break.</returns>
    IReadOnlyList<string> Tokenize(string text);

    /// <summary>Joins tokens into a sentence.</summary>
    /// <param name="tokens">Tokens as from <see cref="Tokenize"/>.</param>
    string Detokenize(IEnumerable<string> tokens);
}
