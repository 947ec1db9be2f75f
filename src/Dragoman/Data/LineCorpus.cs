namespace Dragoman.Data;

/// <summary>A corpus in text files whose pairs stand on lines. A format of one's own says how its lines become pairs (<see cref="ReadLines"/>).</summary>
public abstract class LineCorpus : ICorpus
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>Whether the files are read once and not again, so that a pipe will do. Default: false.</summary>
    public bool IsReadOnce { get; init; }

    /// <summary>Reads a pair for each line from the start, those with a blank side included.</summary>
    /// <exception cref="CorpusFormatException">Thrown while reading: a file is missing, empty or damaged; the message says where.</exception>
    public abstract IEnumerable<SentencePair> ReadLines();

    /// <inheritdoc/>
    public IEnumerable<SentencePair> Read() => ReadLines().Where(pair => !pair.IsBlank);

    /// <inheritdoc/>
    public IEnumerable<SentencePair> ReadAll() => ReadLines();

    /// <summary>The corpus in a file of pairs: JSON objects if its name says so, else columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="once">Whether it is read once, so that a pipe will do.</param>
    internal static LineCorpus OfPairs(string path, bool once = false) => FormOf(path) == PairForm.Objects
        ? new JsonLinesCorpus(path) { IsReadOnce = once }
        : new TsvCorpus(path) { IsReadOnce = once };

    /// <summary>How a file of pairs holds them, by its name.</summary>
    /// <param name="path">The file.</param>
    internal static PairForm FormOf(string path) => JsonLinesCorpus.Recognizes(path) ? PairForm.Objects : PairForm.Columns;

    /// <summary>Opens one of the files, as <see cref="IsReadOnce"/> says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CorpusFormatException">It is missing, or not text.</exception>
    internal Utf8LineReader OpenFile(string path) => IsReadOnce ? Utf8LineReader.OpenOnce(path) : Utf8LineReader.Open(path);
}
