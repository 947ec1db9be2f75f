using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Data;

namespace Dragoman.Cli.Evaluation;

/// <summary>Collects the alignments that have gold ones.</summary>
/// <param name="path">The file of gold alignments.</param>
internal sealed class GoldTest(string path)
{
    private readonly IReadOnlyDictionary<long, GoldAlignment> _wanted = GoldAlignmentFile.Read(path);
    private readonly List<GoldAlignment> _gold = [];
    private readonly List<IReadOnlyList<AlignmentLink>> _links = [];

    /// <summary>Whether a line has a gold alignment.</summary>
    /// <param name="lineNumber">Its number in the corpus, from 1.</param>
    internal bool Contains(long lineNumber) => _wanted.ContainsKey(lineNumber);

    /// <summary>Adds what the model says about a line, if it has a gold alignment.</summary>
    /// <param name="lineNumber">Its number in the corpus, from 1.</param>
    /// <param name="alignment">Its tokens.</param>
    /// <param name="links">Its links.</param>
    /// <exception cref="CorpusFormatException">The gold alignment is for other tokens.</exception>
    internal void Add(long lineNumber, Translation alignment, IReadOnlyList<AlignmentLink> links)
    {
        if (!_wanted.TryGetValue(lineNumber, out GoldAlignment? gold))
        {
            return;
        }

        (int sources, int targets) = HardAlignment.WordCounts(alignment.Attention);
        AlignmentLink[] outside = [.. gold.Possible.Where(link => link.Source >= sources || link.Target >= targets)];
        if (outside.Length > 0)
        {
            throw new CorpusFormatException(path, null, string.Create(
                CultureInfo.InvariantCulture,
                $"links {outside[0]} in corpus line {lineNumber}, which the model reads as {sources} source and {targets} target tokens. Are the gold alignments of this corpus, and cut into tokens in the same way?"));
        }

        _gold.Add(gold);
        _links.Add(links);
    }

    /// <summary>Compares all that was added.</summary>
    /// <param name="corpus">The corpus in the user's words.</param>
    /// <exception cref="CorpusFormatException">The corpus is too short for the gold alignments.</exception>
    internal AlignmentErrorRateResult Score(string corpus) => _gold.Count == _wanted.Count
        ? AlignmentErrorRate.Score(_links, _gold)
        : throw new CorpusFormatException(path, null, string.Create(
            CultureInfo.InvariantCulture, $"aligns line {_wanted.Keys.Max()}, but {corpus} has fewer lines."));
}
