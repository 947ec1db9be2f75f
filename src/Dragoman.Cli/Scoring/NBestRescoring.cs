using System.Globalization;
using Dragoman.Data;
using Dragoman.Lab.Evaluation;
using Dragoman.Serialization;

namespace Dragoman.Cli.Scoring;

/// <summary>Gives the translations of an n-best list the scores of a model.</summary>
/// <param name="translator">The model.</param>
/// <param name="sources">[line] The sentences that the list translates.</param>
/// <param name="totals">Counts what is scored, and names the list.</param>
internal sealed class NBestRescoring(Translator translator, IReadOnlyList<string> sources, ScoringTotals totals)
{
    private const int ChunkSize = 1000;

    private long _line;

    /// <summary>The name under which the score becomes a feature; null if it takes the place of the score.</summary>
    internal string? Feature { get; init; }

    /// <summary>Whether the score is the mean of a token, not the sum.</summary>
    internal bool IsPerToken { get; init; }

    /// <summary>Whether the translations of a source line are put in order.</summary>
    internal bool IsSorted { get; init; }

    /// <summary>Scores the list, in which the translations of a source line stand together if they are to be sorted.</summary>
    /// <param name="reader">The list.</param>
    /// <param name="output">Where the lines go.</param>
    /// <param name="asJson">Whether to write objects instead of lines of fields.</param>
    /// <exception cref="CorpusFormatException">A line is not of the form.</exception>
    internal void Run(Utf8LineReader reader, TextWriter output, bool asJson)
    {
        IEnumerable<Rescored> lines = Read(reader).Chunk(ChunkSize).SelectMany(Score);
        foreach (Rescored line in IsSorted ? Sort(lines) : lines)
        {
            output.Write((asJson ? Json(line) : Format(line)) + "\n");
        }

        totals.ThrowIfEmpty();
    }

    private IEnumerable<NBestLine> Read(Utf8LineReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            var parsed = NBestLine.Parse(line, sources.Count, totals.Name, reader.LineNumber);
            yield return Feature is null || !parsed.HasFeature(Feature)
                ? parsed
                : throw new CorpusFormatException(totals.Name, reader.LineNumber, $"has a feature {Feature} already. Choose another name for that of the model.");
        }
    }

    private IEnumerable<Rescored> Score(NBestLine[] lines)
    {
        IReadOnlyList<Translation> scored = translator.ScoreBatch(
            [.. lines.Select(line => new SentencePair(sources[(int)line.Source], line.Text))]);
        foreach ((NBestLine line, Translation translation) in lines.Zip(scored))
        {
            totals.Add(++_line, translation);
            int tokens = translation.TokenLogProbabilities.Count;
            double score = tokens == 0 ? double.NegativeInfinity : IsPerToken ? translation.LogProbability / tokens : translation.LogProbability;
            yield return new Rescored(line, score, _line);
        }
    }

    private IEnumerable<Rescored> Sort(IEnumerable<Rescored> lines)
    {
        var finished = new HashSet<long>();
        var group = new List<Rescored>();
        foreach (Rescored line in lines)
        {
            if (group.Count > 0 && group[0].Line.Source != line.Line.Source)
            {
                finished.Add(group[0].Line.Source);
                foreach (Rescored sorted in group.OrderByDescending(entry => entry.Score))
                {
                    yield return sorted;
                }

                group.Clear();
            }

            if (finished.Contains(line.Line.Source))
            {
                throw new CorpusFormatException(totals.Name, line.Number, string.Create(
                    CultureInfo.InvariantCulture,
                    $"translates source line {line.Line.Source}, whose translations ended before. To be sorted they must stand together: sort -n puts them so."));
            }

            group.Add(line);
        }

        foreach (Rescored sorted in group.OrderByDescending(entry => entry.Score))
        {
            yield return sorted;
        }
    }

    private string Format(Rescored line)
    {
        string score = double.IsFinite(line.Score) ? line.Score.ToString("F6", CultureInfo.InvariantCulture) : NBestLine.Impossible;
        return Feature is null ? line.Line.WithScore(score) : line.Line.WithFeature(Feature, score);
    }

    private static string Json(Rescored line) => JsonLine.Of(json =>
    {
        json.WriteNumber("source", line.Line.Source);
        json.WriteString("text", line.Line.Text);
        JsonLine.WriteNumber(json, "score", line.Score);
    });

    /// <summary>A line and its score.</summary>
    private sealed record Rescored(NBestLine Line, double Score, long Number);
}
