using Dragoman.Data;
using Dragoman.Messages;

namespace Dragoman.Alignments;

/// <summary>A corpus whose pairs come with the links of their tokens, from a file in Pharaoh's form with a line for each of the corpus's lines.</summary>
/// <remarks>Strict UTF-8, plain or gzip-compressed. An empty line is a pair without links.</remarks>
/// <param name="pairs">The pairs.</param>
/// <param name="path">The file of the links.</param>
public sealed class AlignedCorpus(LineCorpus pairs, string path) : LineCorpus
{
    private readonly LineCorpus _pairs = pairs ?? throw new ArgumentNullException(nameof(pairs));
    private readonly string _path = path ?? throw new ArgumentNullException(nameof(path));

    /// <inheritdoc/>
    public override string Name => $"{_pairs.Name} with {_path}";

    /// <inheritdoc/>
    public override IEnumerable<SentencePair> ReadLines()
    {
        using Utf8LineReader reader = Utf8LineReader.Open(_path);
        foreach (SentencePair pair in _pairs.ReadLines())
        {
            string line = reader.ReadLine() ?? throw new CorpusFormatException(
                _path, null, $"the file has {Counted.Of(reader.LineNumber, "line")}, but {_pairs.Name} has more. There must be a line of links for each pair.");
            yield return pair with { Links = new PairLinks(Parse(line, reader.LineNumber), _path, reader.LineNumber) };
        }

        if (reader.ReadLine() is not null)
        {
            throw new CorpusFormatException(
                _path, reader.LineNumber, $"{_pairs.Name} ends before this line. There must be a line of links for each pair, and no more.");
        }
    }

    private (int Source, int Target)[] Parse(string line, long lineNumber)
    {
        try
        {
            return [.. Pharaoh.Parse(line).Select(link => (link.Source, link.Target))];
        }
        catch (FormatException e)
        {
            throw new CorpusFormatException(_path, lineNumber, e.Message, e);
        }
    }
}
