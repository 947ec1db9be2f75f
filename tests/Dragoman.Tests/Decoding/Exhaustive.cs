using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

/// <summary>Changes the scores of the next token.</summary>
/// <param name="written">The tokens before it.</param>
/// <param name="logits">[vocab] Its scores; a token that may not be written gets −∞.</param>
internal delegate void StepRule(IReadOnlyList<int> written, double[] logits);

/// <summary>A translation, found by looking at all.</summary>
/// <param name="Tokens">Its tokens, the end token included if it has one.</param>
/// <param name="LogProbability">The model's.</param>
/// <param name="Preference">The same, but of scores that a rule has changed; −∞ if it forbids a token.</param>
internal sealed record ExhaustiveResult(int[] Tokens, double LogProbability, double Preference)
{
    /// <summary>The tokens without the end token.</summary>
    internal int[] Words => [.. Tokens.Where(token => token != Vocabulary.EosId)];
}

/// <summary>Looks at every translation that there is up to a length, as a reference for searches that should find the best.</summary>
internal static class Exhaustive
{
    /// <summary>Every translation that a search may give: ended by the end token, or cut off at the maximum length.</summary>
    internal static IEnumerable<int[]> Sentences(int vocabulary, int length)
    {
        int[] words = [Vocabulary.UnkId, .. Enumerable.Range(Vocabulary.EosId + 1, vocabulary - Vocabulary.EosId - 1)];
        yield return [Vocabulary.EosId];
        foreach (int word in words)
        {
            if (length == 1)
            {
                yield return [word];
                continue;
            }

            foreach (int[] rest in Sentences(vocabulary, length - 1))
            {
                yield return [word, .. rest];
            }
        }
    }

    /// <summary>All translations that a rule allows.</summary>
    internal static List<ExhaustiveResult> All(Seq2SeqModel model, int[] source, int vocabulary, int length, StepRule? rule = null) =>
    [
        .. Sentences(vocabulary, length).GroupBy(tokens => tokens.Length).SelectMany(group => group.Chunk(256))
            .SelectMany(batch => Judge(model, source, batch, rule)).Where(result => !double.IsNegativeInfinity(result.Preference)),
    ];

    /// <summary>Judges translations of one length.</summary>
    private static ExhaustiveResult[] Judge(Seq2SeqModel model, int[] source, int[][] sentences, StepRule? rule)
    {
        (SourceBatch sources, TargetBatch targets) = TinyModels.Batch([.. sentences.Select(tokens => new EncodedPair(source, tokens))]);
        ExhaustiveResult[] results = [.. sentences.Select(tokens => new ExhaustiveResult(tokens, 0, 0))];
        Tape tape = new();
        model.Readouts(tape, sources, targets, (step, result) =>
        {
            Matrix scores = model.Logits(tape, result.Readout);
            for (int sentence = 0; sentence < sentences.Length; sentence++)
            {
                int[] tokens = sentences[sentence];
                double[] logits = [.. scores.Row(sentence).ToArray().Select(logit => (double)logit)];
                double normalizer = Math.Log(logits.Sum(Math.Exp));
                double logProbability = results[sentence].LogProbability + logits[tokens[step]] - normalizer;
                rule?.Invoke(tokens[..step], logits);
                results[sentence] = new ExhaustiveResult(tokens, logProbability, results[sentence].Preference + logits[tokens[step]] - normalizer);
            }
        });
        return results;
    }
}
