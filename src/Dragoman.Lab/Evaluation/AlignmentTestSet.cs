using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Lab.Evaluation;

/// <summary>Sentence pairs to align, and the gold alignment of each.</summary>
public sealed class AlignmentTestSet
{
    private readonly string _gold;
    private readonly IReadOnlyList<(long LineNumber, SentencePair Pair, GoldAlignment Gold)> _lines;

    private AlignmentTestSet(string gold, IReadOnlyList<(long LineNumber, SentencePair Pair, GoldAlignment Gold)> lines)
    {
        (_gold, _lines) = (gold, lines);
    }

    /// <summary>Reads the pairs of a corpus that have a gold alignment.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="gold">A <see cref="GoldAlignmentFile"/>.</param>
    /// <exception cref="CorpusFormatException">A file is missing or damaged, or the corpus is too short or too long for the gold alignments.</exception>
    public static AlignmentTestSet Read(LineCorpus corpus, string gold)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        (IReadOnlyDictionary<long, GoldAlignment> wanted, bool isNumbered) = GoldAlignmentFile.ReadWithForm(gold);
        List<(long LineNumber, SentencePair Pair, GoldAlignment Gold)> lines = [];
        foreach ((int index, SentencePair pair) in corpus.ReadLines().Index())
        {
            if (wanted.TryGetValue(index + 1L, out GoldAlignment? alignment))
            {
                lines.Add((index + 1L, pair, alignment));
            }
            else if (!isNumbered)
            {
                throw new CorpusFormatException(
                    gold, null, $"has {Counted.Of(wanted.Count, "line")} of alignments, but {corpus.Name} has more pairs. Give a line for each pair, or number the lines: line number, TAB, links.");
            }
        }

        return lines.Count == wanted.Count
            ? new AlignmentTestSet(gold, lines)
            : throw new CorpusFormatException(gold, null, string.Create(
                CultureInfo.InvariantCulture, $"aligns line {wanted.Keys.Max()}, but {corpus.Name} has fewer lines."));
    }

    /// <summary>Checks that the links are between tokens that the text has, so that it is known before anything is aligned.</summary>
    /// <param name="data">How the model cleans and cuts text.</param>
    /// <exception cref="CorpusFormatException">The gold alignments are for other tokens.</exception>
    public void ThrowIfUnfit(DataOptions data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (TextSegmenter.IsLearned(data.Source.Tokenizer) || TextSegmenter.IsLearned(data.Target.Tokenizer))
        {
            return; // The tokens are not known before training; scoring checks them.
        }

        (TextSegmenter source, TextSegmenter target) = (new(data.Source), new(data.Target));
        foreach ((long number, SentencePair pair, GoldAlignment gold) in _lines)
        {
            ThrowIfOutside(gold, source.Cut(pair.Source).Count, target.Cut(pair.Target).Count, number);
        }
    }

    /// <summary>Aligns the pairs by forced decoding, and compares with the gold alignments.</summary>
    /// <param name="translator">The model; must have attention.</param>
    /// <param name="isOneToOne">Whether a source word keeps only its heaviest link.</param>
    /// <param name="onAligned">Is told of each alignment, such as to count sentences that were cut; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="CorpusFormatException">The gold alignments are for other tokens than the model's.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AlignmentErrorRateResult Score(
        Translator translator, bool isOneToOne = false, Action<Translation>? onAligned = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        IReadOnlyList<Translation> alignments = translator.AlignBatch([.. _lines.Select(line => line.Pair)], cancellationToken);
        foreach ((Translation alignment, (long number, _, GoldAlignment gold)) in alignments.Zip(_lines))
        {
            onAligned?.Invoke(alignment);
            if (alignment.Attention is not null) // A pair with a blank side has no links at all: its sure links are missed.
            {
                (int sources, int targets) = HardAlignment.WordCounts(alignment.Attention);
                ThrowIfOutside(gold, sources, targets, number);
            }
        }

        return AlignmentErrorRate.Score(
            [.. alignments.Select(alignment => HardAlignment.Links(alignment.Attention, isOneToOne))], [.. _lines.Select(line => line.Gold)]);
    }

    private void ThrowIfOutside(GoldAlignment gold, int sources, int targets, long lineNumber)
    {
        AlignmentLink[] outside = [.. gold.Possible.Where(link => link.Source >= sources || link.Target >= targets)];
        if (outside.Length > 0)
        {
            throw new CorpusFormatException(_gold, null, string.Create(
                CultureInfo.InvariantCulture,
                $"links {outside[0]} in corpus line {lineNumber}, which the model reads as {sources} source and {targets} target tokens. Are the gold alignments of this corpus, and cut into tokens in the same way?"));
        }
    }
}
