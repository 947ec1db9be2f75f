using System.Globalization;
using Dragoman.Cli.Training;
using Dragoman.Data;
using Dragoman.Messages;

namespace Dragoman.Cli.Scoring;

/// <summary>Sums over scored pairs, and the lines that a user should know of.</summary>
/// <param name="name">What messages call the pairs.</param>
/// <param name="notes">Counts what the model could not read.</param>
internal sealed class ScoringTotals(string name, ReadingNotes notes)
{
    private const int LinesNamed = 3;

    private readonly NotedLines _blank = new();
    private readonly NotedLines _unknown = new();
    private long _lines;
    private long _tokens;
    private long _unknownTokens;
    private double _logProbability;

    /// <summary>What messages call the pairs.</summary>
    internal string Name => name;

    /// <summary>Adds a pair.</summary>
    /// <param name="line">Its line, from 1.</param>
    /// <param name="scored">Its score.</param>
    internal void Add(long line, Translation scored)
    {
        _lines++;
        if (scored.TokenLogProbabilities.Count == 0)
        {
            _blank.Add(line);
            return;
        }

        notes.Add(scored, isGiven: true);
        _tokens += scored.TokenLogProbabilities.Count;
        _unknownTokens += scored.UnknownTarget.Count;
        _logProbability += scored.LogProbability;
        if (IsUnknown(scored))
        {
            _unknown.Add(line);
        }
    }

    /// <summary>Throws if no pair was added.</summary>
    /// <exception cref="CorpusFormatException">There is none.</exception>
    internal void ThrowIfEmpty()
    {
        if (_lines == 0)
        {
            throw new CorpusFormatException(name, null, "the file is empty; there is nothing to score.");
        }
    }

    /// <summary>Writes the sums and the notes.</summary>
    /// <param name="output">Where the sums go.</param>
    /// <param name="error">Where the notes go.</param>
    internal void Write(TextWriter output, TextWriter error)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pairs = {_lines - _blank.Count}, target tokens = {_tokens} (end tokens counted, {_unknownTokens} unknown), log probability = {_logProbability:F4}"));
        double loss = -_logProbability / _tokens;
        if (_tokens > 0)
        {
            output.WriteLine($"perplexity = {Figures.Perplexity(loss)} ({Figures.Loss(loss)} nats per target token)");
        }

        output.Flush();
        Note(error, _blank, "a side is blank; there is no score");
        Note(error, _unknown, "the model knows no token of a side, so the score says little");
        notes.Report();
    }

    private bool IsUnknown(Translation scored) =>
        (scored.Tokens.Count > 0 && scored.UnknownTarget.Count == scored.Tokens.Count)
        || (scored.UnknownSource.Count > 0 && scored.UnknownSource.Count >= notes.SourceWords(scored));

    private void Note(TextWriter error, NotedLines lines, string problem)
    {
        if (lines.Count > 0)
        {
            error.WriteLine(
                $"note: {name}: in {Counted.Of(lines.Count, "line")} {problem}: {string.Join(", ", lines.First)}{(lines.Count > LinesNamed ? " and so on" : "")}.");
        }
    }

    /// <summary>How many lines, and which were the first.</summary>
    private sealed class NotedLines
    {
        private readonly List<long> _first = [];

        public long Count { get; private set; }

        public IReadOnlyList<long> First => _first;

        public void Add(long line)
        {
            Count++;
            if (_first.Count < LinesNamed)
            {
                _first.Add(line);
            }
        }
    }
}
