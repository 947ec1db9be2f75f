using System.Globalization;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Metrics;
using Dragoman.Text;

namespace Dragoman.Lab.Evaluation;

/// <summary>Sentences to translate, and for each one or more references.</summary>
public sealed class TestSet
{
    private const int LinesNamed = 3;

    private readonly ICorpus _corpus;
    private readonly IReadOnlyList<IReadOnlyList<long>> _positions; // [line][stream] of the pairs in the corpus, from 1
    private readonly IReadOnlyList<long> _blank;

    private TestSet(ICorpus corpus, IReadOnlyList<Sentence> sentences, IReadOnlyList<long> blank)
    {
        (_corpus, _blank) = (corpus, blank);
        _positions = [.. sentences.Select(sentence => sentence.Positions)];
        Sources = [.. sentences.Select(sentence => sentence.Source)];
        References = ToStreams(sentences);
    }

    /// <summary>[line] The sentences.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>[stream][line] References; an empty line where a sentence has fewer than others.</summary>
    public IReadOnlyList<IReadOnlyList<string>> References { get; }

    /// <summary>Pairs of the corpus that have been left out because a side has no token, as training leaves them out.</summary>
    public int BlankCount => _blank.Count;

    /// <summary>A sentence for the user about what has been left out, and where; null if nothing was.</summary>
    public string? Note => BlankCount == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{_corpus.Name}: {Counted.Of(BlankCount, "pair with a blank side is", "pairs with a blank side are")} left out, as in training: "
        + $"{Unit} {string.Join(", ", _blank.Take(LinesNamed))}{(BlankCount > LinesNamed ? " and so on" : "")}.");

    private string Unit => _corpus is LineCorpus ? "line" : "pair";

    /// <summary>Reads a corpus.</summary>
    /// <param name="corpus">The pairs.</param>
    /// <param name="data">How the model cleans text.</param>
    /// <param name="isGrouped">Whether pairs of the same source sentence become one sentence with several references.</param>
    /// <param name="isRaw">Whether references stay as they are in the file; otherwise what has no way back in the model's target text is done to them, too, such as
    /// small letters. What the model joins again stays as it was written: translations are to be like it.</param>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged, or every pair has a blank side.</exception>
    public static TestSet Read(ICorpus corpus, DataOptions data, bool isGrouped, bool isRaw)
    {
        (TextSegmenter sourceText, TextSegmenter targetText) = (new(data.Source), new(data.Target));
        var sentences = new List<Sentence>();
        var known = new Dictionary<string, Sentence>();
        var blank = new List<long>();
        long position = 0;
        foreach ((string source, string target) in corpus is LineCorpus lines ? lines.ReadLines() : corpus.Read())
        {
            position++;
            string key = sourceText.Cleaner.Normalizer.Normalize(source);
            IReadOnlyList<string> tokens = targetText.Cut(target);
            if (tokens.Count == 0 || sourceText.Cut(source).Count == 0)
            {
                blank.Add(position);
                continue;
            }

            if (!isGrouped || !known.TryGetValue(key, out Sentence? sentence))
            {
                sentence = new Sentence(source, [], []);
                sentences.Add(sentence);
                known[key] = sentence;
            }

            sentence.References.Add(isRaw ? target : targetText.Cleaner.Normalizer.Normalize(target));
            sentence.Positions.Add(position);
        }

        return sentences.Count > 0
            ? new TestSet(corpus, sentences, blank)
            : throw new CorpusFormatException(corpus.Name, null, "every pair has a blank side; there is nothing to score.");
    }

    /// <summary>Checks that metrics can score against the references, so that it is known before anything is translated.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <exception cref="CorpusFormatException">A metric cannot; the message says in which line.</exception>
    public void ThrowIfUnfit(params IEnumerable<SegmentMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        foreach (SegmentMetric metric in metrics)
        {
            for (int line = 0; line < _positions.Count; line++)
            {
                for (int stream = 0; stream < _positions[line].Count; stream++)
                {
                    if (metric.FindProblem(References[stream][line]) is { } problem)
                    {
                        throw Unfit(_positions[line][stream], $"{metric.Name} cannot score here. {problem}");
                    }
                }
            }
        }
    }

    private static IReadOnlyList<string>[] ToStreams(IReadOnlyList<Sentence> sentences)
    {
        int count = sentences.Max(sentence => sentence.References.Count);
        return [.. Enumerable.Range(0, count).Select(stream => sentences.Select(sentence => sentence.References.ElementAtOrDefault(stream) ?? "").ToArray())];
    }

    private CorpusFormatException Unfit(long position, string problem) => _corpus is LineCorpus
        ? new CorpusFormatException(_corpus.Name, position, problem)
        : new CorpusFormatException($"{_corpus.Name}, pair {position.ToString(CultureInfo.InvariantCulture)}", null, problem);

    /// <summary>A source sentence, its references, and where they stand in the corpus.</summary>
    private sealed record Sentence(string Source, List<string> References, List<long> Positions);
}
