using System.Runtime.InteropServices;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>Keeps the most probable partial translations of every sentence, all sentences of the batch together.</summary>
/// <remarks>
/// A hypothesis that ends leaves the beam and is compared with the others by its score, normalised by length. A sentence is done when as many
/// hypotheses have ended as the beam is wide, or no running one can win any more.
/// </remarks>
internal sealed class BeamSearch : ISearch
{
    private readonly SearchOptions _options;

    /// <summary>Makes a beam search.</summary>
    /// <param name="options">Beam, lengths and length normalisation.</param>
    public BeamSearch(SearchOptions options)
    {
        _options = options;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        IReadOnlyList<Seq2SeqModel> models, Tape tape, SourceBatch source, SearchGuide? guide = null, CancellationToken cancellationToken = default)
    {
        StepDecoder decoder = new(models, tape, source, source.Count * _options.Beam, _options, guide);
        var beams = new Beam[source.Count];
        for (int sentence = 0; sentence < beams.Length; sentence++)
        {
            beams[sentence] = new Beam(_options, source.Sentences.Lengths[sentence], decoder.SourceWords(sentence), guide, sentence);
        }

        StepRows rows = new();
        for (int length = 1; rows.Collect(beams, length); length++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            decoder.Step(
                CollectionsMarshal.AsSpan(rows.Parents),
                CollectionsMarshal.AsSpan(rows.Sentences),
                CollectionsMarshal.AsSpan(rows.Tokens),
                CollectionsMarshal.AsSpan(rows.Rules));
            Offer(beams, rows, decoder);
            foreach (Beam beam in beams)
            {
                if (!beam.IsDone)
                {
                    beam.Advance((row, sourceLength) =>
                        decoder.Weights.IsEmpty ? null : decoder.Weights.Row(row)[..sourceLength].ToArray());
                }
            }
        }

        return [.. beams.Select(beam => beam.Best())];
    }

    private void Offer(Beam[] beams, StepRows rows, StepDecoder decoder)
    {
        // One token per hypothesis may end it, so one more than the beam always fills the beam.
        int width = Math.Min(_options.Beam + 1, decoder.Logits.Columns);
        Span<int> tokens = stackalloc int[width];
        Span<float> values = stackalloc float[width];
        int row = 0;
        for (int sentence = 0; sentence < beams.Length; sentence++)
        {
            Beam beam = beams[sentence];
            if (beam.IsDone)
            {
                continue;
            }

            int order = 0;
            for (int hypothesis = 0; hypothesis < beam.Running.Count; hypothesis++, row++)
            {
                TopK.Select(decoder.Logits.Row(row), tokens, values);
                PartialHypothesis partial = beam.Running[hypothesis].Partial;
                for (int i = 0; i < width; i++)
                {
                    beam.Offer(Extend(partial, hypothesis, row, tokens[i], values[i], order++, decoder));
                }

                foreach (int token in partial.Phrases?.NextTokens() ?? [])
                {
                    if (!tokens.Contains(token))
                    {
                        beam.Offer(Extend(partial, hypothesis, row, token, decoder.Logits[row, token], order++, decoder));
                    }
                }
            }
        }
    }

    private static Candidate Extend(PartialHypothesis partial, int hypothesis, int row, int token, float logit, int order, StepDecoder decoder)
    {
        double normalizer = decoder.Normalizers[row];
        return new Candidate(hypothesis, row, token, partial.LogProbability - normalizer + decoder.ModelLogit(row, token), order)
        {
            Preference = partial.Preference - normalizer + logit,
        };
    }

    /// <summary>The rows of one step: the running hypotheses of all sentences that are not done.</summary>
    private sealed class StepRows
    {
        internal List<int> Parents { get; } = [];

        internal List<int> Sentences { get; } = [];

        internal List<int> Tokens { get; } = [];

        internal List<RowRule> Rules { get; } = [];

        internal bool Collect(Beam[] beams, int length)
        {
            Parents.Clear();
            Sentences.Clear();
            Tokens.Clear();
            Rules.Clear();
            for (int sentence = 0; sentence < beams.Length; sentence++)
            {
                if (beams[sentence].IsDone)
                {
                    continue;
                }

                foreach (Running running in beams[sentence].Running)
                {
                    Parents.Add(running.Row < 0 ? sentence : running.Row);
                    Sentences.Add(sentence);
                    Tokens.Add(running.Partial.Token);
                    Rules.Add(new RowRule(length > beams[sentence].MinimumLength, running.State, running.Partial));
                }
            }

            return Parents.Count > 0;
        }
    }
}
