using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Evaluation;

/// <summary>Sentences to translate, and for each one or more references.</summary>
/// <param name="Sources">[line] The sentences.</param>
/// <param name="References">[stream][line] References; an empty line where a sentence has fewer than others.</param>
public sealed record TestSet(IReadOnlyList<string> Sources, IReadOnlyList<IReadOnlyList<string>> References)
{
    /// <summary>Reads a corpus.</summary>
    /// <param name="corpus">The pairs.</param>
    /// <param name="data">How the model cleans text.</param>
    /// <param name="isGrouped">Whether pairs of the same source sentence become one sentence with several references.</param>
    /// <param name="isRaw">Whether references stay as they are in the file; otherwise they are cleaned and cut as the model's target text.</param>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged, or every pair has a blank side.</exception>
    public static TestSet Read(ICorpus corpus, DataOptions data, bool isGrouped, bool isRaw)
    {
        TextNormalizer sourceNormalizer = new(data.Source);
        TextNormalizer targetNormalizer = new(data.Target);
        ITokenizer tokenizer = data.Target.CreateTokenizer();
        var lines = new List<(string Source, List<string> References)>();
        var known = new Dictionary<string, int>();
        foreach ((string source, string target) in corpus.Read())
        {
            string reference = isRaw ? target : tokenizer.Detokenize(tokenizer.Tokenize(targetNormalizer.Normalize(target)));
            string key = isGrouped ? sourceNormalizer.Normalize(source) : "";
            if (isGrouped && known.TryGetValue(key, out int line))
            {
                lines[line].References.Add(reference);
            }
            else
            {
                known[key] = lines.Count;
                lines.Add((source, [reference]));
            }
        }

        if (lines.Count == 0)
        {
            throw new CorpusFormatException(corpus.Name, null, "every pair has a blank side; there is nothing to score.");
        }

        int streamCount = lines.Max(line => line.References.Count);
        return new TestSet(
            [.. lines.Select(line => line.Source)],
            [.. Enumerable.Range(0, streamCount).Select(stream => (IReadOnlyList<string>)[.. lines.Select(line => line.References.ElementAtOrDefault(stream) ?? "")])]);
    }
}
