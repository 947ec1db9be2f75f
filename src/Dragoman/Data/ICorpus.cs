namespace Dragoman.Data;

/// <summary>Sentence pairs that can be read again and again, in the same order, without being held in memory.</summary>
public interface ICorpus
{
    /// <summary>The corpus in the user's words, for messages: the file name or names.</summary>
    string Name { get; }

    /// <summary>Reads the pairs from the start.</summary>
    /// <exception cref="CorpusFormatException">Thrown while reading: a file is missing, empty or damaged; the message says where.</exception>
    IEnumerable<SentencePair> Read();

    /// <summary>Reads the pairs from the start, and those with a blank side, too, where the corpus has them; to count what is left out.</summary>
    /// <exception cref="CorpusFormatException">Thrown while reading: a file is missing, empty or damaged; the message says where.</exception>
    IEnumerable<SentencePair> ReadAll() => Read();
}
