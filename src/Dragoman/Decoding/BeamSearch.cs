using System.Runtime.InteropServices;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>Keeps the most probable partial translations of every sentence, all sentences of the batch together.</summary>
/// <remarks>
/// A hypothesis that ends leaves the beam and is compared with the others by its score, normalised by length. A sentence is done when as many
/// hypotheses have ended as the beam is wide and no running one is better as it stands, or when none can win any more. The beam may be cut into groups of which each later one is kept from
/// choosing the tokens of those before it (Vijayakumar et al. 2018, arXiv:1610.02424, with the Hamming distance; the end token does not count).
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
        var beams = new Beam[source.Count * _options.Groups]; // those of a sentence side by side
        for (int i = 0; i < beams.Length; i++)
        {
            int sentence = i / _options.Groups;
            beams[i] = new Beam(_options.OfGroup, source.Sentences.Lengths[sentence], decoder.SourceWords(sentence), guide, sentence);
        }

        StepRows rows = new(_options.Groups);
        for (int length = 1; rows.Collect(beams, length); length++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            decoder.Step(
                CollectionsMarshal.AsSpan(rows.Parents),
                CollectionsMarshal.AsSpan(rows.Sentences),
                CollectionsMarshal.AsSpan(rows.Tokens),
                CollectionsMarshal.AsSpan(rows.Rules));
            Offer(beams, rows, decoder);
            foreach (Beam[] groups in beams.Chunk(_options.Groups))
            {
                ChosenTokens? others = groups.Length > 1 ? new ChosenTokens() : null;
                foreach (Beam beam in groups.Where(beam => !beam.IsDone))
                {
                    beam.Advance((row, sourceLength) => decoder.Weights.IsEmpty ? null : decoder.Weights.Row(row)[..sourceLength].ToArray(), others);
                }
            }

            if (guide?.Settled is { } settled && beams is [{ IsDone: false }])
            {
                settled.Follow(beams[0].Hopeful);
            }
        }

        return [.. beams.Chunk(_options.Groups).Select(Best)];
    }

    /// <summary>The best of all groups; what several have found counts once.</summary>
    private IReadOnlyList<Hypothesis> Best(Beam[] groups) => groups.Length == 1
        ? groups[0].Best()
        : [
            .. groups.SelectMany(group => group.Best())
                .OrderByDescending(hypothesis => hypothesis.Score)
                .DistinctBy(hypothesis => (string.Join(' ', hypothesis.Tokens), hypothesis.TokenLogProbabilities.Count))
                .Take(_options.BestCount),
        ];

    private void Offer(Beam[] beams, StepRows rows, StepDecoder decoder)
    {
        // One token per hypothesis may end it, so one more than the beam always fills the beam; other groups write no more tokens than the rest of it.
        int width = Math.Min(_options.Beam + 1, decoder.Logits.Columns);
        Span<int> tokens = stackalloc int[width];
        Span<float> values = stackalloc float[width];
        int row = 0;
        foreach (Beam beam in beams)
        {
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
    private sealed class StepRows(int groups)
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
            for (int i = 0; i < beams.Length; i++)
            {
                if (beams[i].IsDone)
                {
                    continue;
                }

                int sentence = i / groups;
                foreach (Running running in beams[i].Running)
                {
                    Parents.Add(running.Row < 0 ? sentence : running.Row);
                    Sentences.Add(sentence);
                    Tokens.Add(running.Partial.Token);
                    Rules.Add(new RowRule(length > beams[i].MinimumLength, running.State, running.Partial));
                }
            }

            return Parents.Count > 0;
        }
    }
}
