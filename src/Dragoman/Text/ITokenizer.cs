namespace Dragoman.Text;

/// <summary>Cuts a sentence into tokens and joins them again. Implementations are immutable and safe for many threads.</summary>
public interface ITokenizer
{
    /// <summary>Cuts a normalised sentence into tokens.</summary>
    /// <param name="text">The sentence; it may be empty.</param>
    /// <returns>The tokens in order; none is empty or holds a line break.</returns>
    IReadOnlyList<string> Tokenize(string text);

    /// <summary>Where each of the tokens stands in the sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <returns>For each token of <see cref="Tokenize"/> the characters that it was made of, in order and without overlap; a range may be empty.</returns>
    IReadOnlyList<Range> Locate(string text);

    /// <summary>Joins tokens into a sentence.</summary>
    /// <param name="tokens">Tokens as from <see cref="Tokenize"/>.</param>
    string Detokenize(IEnumerable<string> tokens);
}

/// <summary>A tokenizer that is kept in a file of its own beside the vocabulary, with what it has learnt, such as which pieces to merge.</summary>
public interface ILearnedTokenizer : ITokenizer
{
    /// <summary>Writes what was learnt, in a form that <see cref="ITokenizerFactory.Read"/> reads; nothing if there is nothing to remember.</summary>
    /// <param name="stream">Where to write; stays open.</param>
    void Write(Stream stream);
}

/// <summary>Makes the tokenizers of one kind.</summary>
public interface ITokenizerFactory
{
    /// <summary>Learns a tokenizer.</summary>
    /// <param name="sentences">Normalised sentences: of one language, or of both if they share a vocabulary. They can be read more than once.</param>
    ILearnedTokenizer Learn(IEnumerable<string> sentences);

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="stream">What <see cref="ILearnedTokenizer.Write"/> has written.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message ends a sentence such as "The file cannot be read, for …".</exception>
    ILearnedTokenizer Read(Stream stream);
}
