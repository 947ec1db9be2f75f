using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

/// <summary>A sentence that a plain search found.</summary>
/// <param name="Words">Its tokens without the end token.</param>
/// <param name="Score">Its log probability, normalised by its length.</param>
internal sealed record PlainResult(int[] Words, double Score);

/// <summary>
/// Beam search written down as it is described, on lists of tokens: each step reads every prefix anew from its beginning. Slow, and shares nothing with the search of the product but the model.
/// </summary>
internal static class PlainBeam
{
    /// <summary>The best translation of a sentence.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Source ids.</param>
    /// <param name="vocabulary">Target tokens.</param>
    /// <param name="width">Hypotheses kept.</param>
    /// <param name="longest">Longest translation, in tokens with the end token.</param>
    /// <param name="normalize">Of log probability and length: the score.</param>
    internal static PlainResult Search(Seq2SeqModel model, int[] source, int vocabulary, int width, int longest, Func<double, int, double> normalize)
    {
        List<(int[] Tokens, double LogProbability)> running = [([], 0)];
        List<(int[] Tokens, double Score)> finished = [];
        while (running.Count > 0 && !Ended())
        {
            var ranked = running
                .SelectMany(prefix => Next(model, source, prefix.Tokens, vocabulary).Select((next, token) => (Tokens: (int[])[.. prefix.Tokens, token], LogProbability: prefix.LogProbability + next)))
                .Where(candidate => candidate.Tokens[^1] is not (Vocabulary.PadId or Vocabulary.BosId))
                .OrderByDescending(candidate => candidate.LogProbability)
                .ToList();
            running.Clear();
            for (int rank = 0; rank < ranked.Count && running.Count < width; rank++)
            {
                (int[] tokens, double logProbability) = ranked[rank];
                bool ends = tokens[^1] == Vocabulary.EosId;
                if (!ends && tokens.Length < longest)
                {
                    running.Add(ranked[rank]);
                }
                else if (!ends || rank < width)
                {
                    finished.Add((tokens, normalize(logProbability, tokens.Length)));
                }
            }
        }

        (int[] best, double score) = finished.MaxBy(one => one.Score);
        return new PlainResult([.. best.Where(token => token != Vocabulary.EosId)], score);

        bool Ended()
        {
            double best = finished.Select(one => one.Score).DefaultIfEmpty(double.NegativeInfinity).Max();
            bool noneCanWin = running.TrueForAll(one => normalize(one.LogProbability, longest) <= best);
            bool noneLeads = running.TrueForAll(one => normalize(one.LogProbability, one.Tokens.Length) <= best);
            return noneCanWin || (finished.Count >= width && noneLeads);
        }
    }

    /// <summary>Log probability of each token after a prefix.</summary>
    private static double[] Next(Seq2SeqModel model, int[] source, int[] prefix, int vocabulary)
    {
        (SourceBatch sources, TargetBatch targets) = TinyModels.Batch([new EncodedPair(source, [.. prefix, Vocabulary.EosId])]);
        double[] logits = new double[vocabulary];
        Tape tape = new();
        model.Readouts(tape, sources, targets, (step, result) =>
        {
            if (step == prefix.Length)
            {
                logits = [.. model.Logits(tape, result.Readout).Row(0).ToArray().Select(logit => (double)logit)];
            }
        });
        double normalizer = Math.Log(logits.Sum(Math.Exp));
        return [.. logits.Select(logit => logit - normalizer)];
    }
}
