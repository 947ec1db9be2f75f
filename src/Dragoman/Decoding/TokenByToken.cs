using System.Runtime.InteropServices;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Chooses the next token of a hypothesis.</summary>
/// <param name="hypothesis">Number of the hypothesis.</param>
/// <param name="logits">[vocab] Scores of the next token; impossible tokens have −∞.</param>
internal delegate int TokenChoice(int hypothesis, ReadOnlySpan<float> logits);

/// <summary>Extends hypotheses that do not compete: each gets one token per step. Those that have ended leave the batch.</summary>
internal static class TokenByToken
{
    /// <summary>Extends hypotheses to their ends.</summary>
    /// <param name="models">The model, or those of an ensemble.</param>
    /// <param name="tape">A tape that only computes forward; it is reset first.</param>
    /// <param name="source">The source sentences.</param>
    /// <param name="options">Lengths and rules.</param>
    /// <param name="copies">Hypotheses of each sentence, at least 1.</param>
    /// <param name="choose">Chooses tokens.</param>
    /// <param name="guide">What steers the search; null for nothing.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>[sentence × copies] The hypotheses, those of a sentence side by side.</returns>
    internal static Hypothesis[] Extend(
        IReadOnlyList<Seq2SeqModel> models, Tape tape, SourceBatch source, SearchOptions options, int copies, TokenChoice choose, SearchGuide? guide,
        CancellationToken cancellationToken)
    {
        int count = source.Count * copies;
        var results = new Hypothesis[count];
        StepDecoder decoder = new(models, tape, source, count, options, guide);
        var running = new List<int>(Enumerable.Range(0, count)); // hypothesis of each row
        List<int> sentences = [.. running.Select(hypothesis => hypothesis / copies)]; // sentence of each row
        int[] parents = [.. sentences];
        int[] tokens = new int[count];
        var rules = new RowRule[count];
        (int Minimum, int Maximum)[] lengths =
            [.. Enumerable.Range(0, source.Count).Select(sentence =>
                options.Lengths(source.Sentences.Lengths[sentence], decoder.SourceWords(sentence), guide?.PrefixOf(sentence).Count ?? 0))];
        PartialHypothesis[] hypotheses =
            [.. sentences.Select(sentence => PartialHypothesis.Begin(guide?.PhrasesOf(sentence)?.Begin(lengths[sentence].Maximum)))];
        ITargetState?[] states =
            [.. sentences.Select(sentence => guide?.Constraint?.Begin(decoder.SourceWords(sentence), lengths[sentence].Maximum))]; // of each hypothesis
        for (int length = 1; running.Count > 0; length++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = running.Count;
            for (int row = 0; row < rows; row++)
            {
                tokens[row] = hypotheses[running[row]].Token;
                rules[row] = new RowRule(length > lengths[sentences[row]].Minimum, states[running[row]], hypotheses[running[row]]);
            }

            decoder.Step(parents.AsSpan(0, rows), CollectionsMarshal.AsSpan(sentences), tokens.AsSpan(0, rows), rules.AsSpan(0, rows));
            int kept = 0;
            for (int row = 0; row < rows; row++)
            {
                (int hypothesis, int sentence) = (running[row], sentences[row]);
                ReadOnlySpan<float> logits = decoder.Logits.Row(row);
                int token = choose(hypothesis, logits);
                double logProbability = hypotheses[hypothesis].LogProbability + decoder.ModelLogit(row, token) - decoder.Normalizers[row];
                double preference = hypotheses[hypothesis].Preference + logits[token] - decoder.Normalizers[row];
                int sourceLength = source.Sentences.Lengths[sentence];
                float[]? weights = decoder.Weights.IsEmpty ? null : decoder.Weights.Row(row)[..sourceLength].ToArray();
                hypotheses[hypothesis] = hypotheses[hypothesis].Extend(token, logProbability, preference, weights);
                states[hypothesis] = states[hypothesis]?.After(token);
                guide?.Settled?.Follow([hypotheses[hypothesis]]);
                if (token == Vocabulary.EosId || length >= lengths[sentence].Maximum)
                {
                    results[hypothesis] = hypotheses[hypothesis].Finish(options, decoder.SourceWords(sentence));
                    continue;
                }

                parents[kept] = row;
                sentences[kept] = sentence;
                running[kept++] = hypothesis;
            }

            running.RemoveRange(kept, rows - kept);
            sentences.RemoveRange(kept, rows - kept);
        }

        return results;
    }
}
