using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Models;

/// <summary>Models of every kind, small enough to differentiate by hand, and random pairs for them.</summary>
internal static class TinyModels
{
    internal const int SourceVocabulary = 9;
    internal const int TargetVocabulary = 8;

    private static readonly Dictionary<string, ModelOptions> Cases = MakeCases();

    /// <summary>Names of all kinds: cell, attention, placement and bridge.</summary>
    internal static IEnumerable<string> Names => Cases.Keys;

    internal static ModelOptions Options(string name) => Cases[name];

    /// <summary>Whether the loss takes maxima, cuts a window, or, where few units are normalised, turns within the step of a difference.</summary>
    internal static bool HasKinks(ModelOptions options) =>
        options.Readout is ReadoutKind.Maxout or ReadoutKind.MaxoutOfPrevious || options.Summary == SourceSummary.Max || options.Span == AttentionSpan.Predicted ||
        options.LayerNormalization;

    internal static Seq2SeqModel Create(string name, int seed = 1) => Create(Options(name), seed);

    internal static Seq2SeqModel Create(ModelOptions options, int seed = 1, int targetVocabulary = TargetVocabulary)
    {
        Seq2SeqModel model = new(options, SourceVocabulary, options.Tying == WeightTying.All ? SourceVocabulary : targetVocabulary);
        Draws.Fill(model.Parameters.All, seed, range: 0.7f);
        return model;
    }

    /// <summary>Random pairs by falling target length, each target with its end token.</summary>
    internal static List<EncodedPair> Pairs(int seed, int targetVocabulary, params (int Source, int Target)[] lengths)
    {
        Random random = new(seed);
        return [.. lengths.Select(length => new EncodedPair(Draw(length.Source, SourceVocabulary), Draw(length.Target, targetVocabulary)))];

        int[] Draw(int length, int vocabulary)
        {
            int[] tokens = [.. Enumerable.Range(0, length).Select(_ => random.Next(Vocabulary.EosId + 1, vocabulary))];
            tokens[^1] = Vocabulary.EosId;
            return tokens;
        }
    }

    /// <summary>The same pairs with links: none, one or several for a target token, never for the last.</summary>
    internal static List<EncodedPair> WithLinks(IEnumerable<EncodedPair> pairs)
    {
        Random random = new(5);
        return
        [
            .. pairs.Select(pair => pair with
            {
                Links =
                [
                    .. from target in Enumerable.Range(0, pair.Target.Length - 1)
                       from source in Enumerable.Range(0, pair.Source.Length)
                       where random.Next(3) == 0
                       select (source, target),
                ],
            }),
        ];
    }

    /// <summary>Sources unsorted, targets by falling length, one sentence of one token on either side.</summary>
    internal static List<EncodedPair> Pairs(int seed = 1) =>
        Pairs(seed, TargetVocabulary, (3, 5), (6, 4), (1, 4), (4, 2), (2, 1));

    internal static (SourceBatch Source, TargetBatch Target) Batch(IEnumerable<EncodedPair> pairs)
    {
        SourceBatch source = new();
        TargetBatch target = new();
        foreach (EncodedPair pair in pairs)
        {
            source.Add(pair.Source);
            target.Add(pair.Target);
        }

        source.Build();
        target.Build(Vocabulary.BosId);
        return (source, target);
    }

    internal static SourceBatch Sources(IEnumerable<EncodedPair> pairs)
    {
        SourceBatch source = new();
        foreach (EncodedPair pair in pairs)
        {
            source.Add(pair.Source);
        }

        source.Build();
        return source;
    }

    internal static PairBatch PairBatch(IReadOnlyCollection<EncodedPair> pairs) =>
        new(new EncodedPairs(pairs), [.. Enumerable.Range(0, pairs.Count)], 0, pairs.Count);

    private static Dictionary<string, ModelOptions> MakeCases()
    {
        Dictionary<string, ModelOptions> cases = [];
        foreach (CellKind cell in Enum.GetValues<CellKind>())
        {
            ModelOptions plain = new(
                cell, EmbedSize: 3, EncoderHiddenSize: 4, EncoderLayers: 2, EncoderDirection.Forward, DecoderHiddenSize: 4, DecoderLayers: 2,
                AttentionScore.None, AttentionUnits: 5, AttentionPositions: 5);
            cases[$"{cell} without attention, context first"] = plain with { Context = ContextUse.InitialState };
            cases[$"{cell} without attention, context always"] = plain;
            foreach (AttentionScore score in Enum.GetValues<AttentionScore>().Where(score => score is not (AttentionScore.None or AttentionScore.Custom)))
            {
                ModelOptions attending = plain with { Attention = score };
                cases[$"{cell} {score} before"] = attending with { Placement = AttentionPlacement.BeforeCell, Readout = ReadoutKind.State };
                cases[$"{cell} {score} after, not fed"] = attending with { InputFeeding = false };
                cases[$"{cell} {score} after, fed"] = attending;
            }

            // Sizes and layers that differ, so that only a linear bridge, or none, can join the two sides.
            ModelOptions uneven = plain with
            {
                Attention = AttentionScore.Additive,
                Direction = EncoderDirection.Both,
                EncoderHiddenSize = 3,
                DecoderHiddenSize = 5,
                DecoderLayers = 1,
                Bridge = BridgeKind.Linear,
            };
            cases[$"{cell} linear bridge before"] = uneven with { Placement = AttentionPlacement.BeforeCell, Readout = ReadoutKind.State };
            cases[$"{cell} linear bridge after"] = uneven;
            cases[$"{cell} linear bridge without attention"] = uneven with { Attention = AttentionScore.None, DecoderLayers = 2 };
            cases[$"{cell} zero bridge before"] = uneven with { Placement = AttentionPlacement.BeforeCell, Readout = ReadoutKind.State, Bridge = BridgeKind.Zero };
            cases[$"{cell} zero bridge general"] = uneven with { Attention = AttentionScore.General, Bridge = BridgeKind.Zero };

            ModelOptions additive = plain with { Attention = AttentionScore.Additive };
            foreach (ReadoutKind readout in new[] { ReadoutKind.Attentional, ReadoutKind.Joined, ReadoutKind.Maxout, ReadoutKind.MaxoutOfPrevious })
            {
                ModelOptions reading = additive with { Readout = readout, MaxoutUnits = 3 };
                cases[$"{cell} {readout} before"] = reading with { Placement = AttentionPlacement.BeforeCell };
                if (readout != ReadoutKind.MaxoutOfPrevious)
                {
                    cases[$"{cell} {readout} after"] = reading;
                }
            }

            cases[$"{cell} monotonic window"] = additive with { Span = AttentionSpan.Monotonic, SpanRadius = 1 };
            cases[$"{cell} predicted window"] = additive with { Span = AttentionSpan.Predicted, SpanRadius = 2, Direction = EncoderDirection.Backward };
            cases[$"{cell} residual before"] = additive with { Residual = true, Placement = AttentionPlacement.BeforeCell, Readout = ReadoutKind.State };
            cases[$"{cell} residual, normalised"] = additive with
            {
                Residual = true,
                LayerNormalization = true,
                Direction = EncoderDirection.Both,
                EncoderHiddenSize = 2,
                EncoderLayers = 3,
                DecoderLayers = 3,
            };
            cases[$"{cell} normalised"] = plain with { LayerNormalization = true };
            cases[$"{cell} decoder tied"] = additive with { Tying = WeightTying.Target, EmbedSize = 4 };
            cases[$"{cell} both sides tied"] = additive with { Tying = WeightTying.All, EmbedSize = 4 };
            cases[$"{cell} read backward"] = plain with { Direction = EncoderDirection.Backward };
            foreach (SourceSummary summary in Enum.GetValues<SourceSummary>())
            {
                ModelOptions summing = uneven with { Attention = AttentionScore.None, Summary = summary };
                cases[$"{cell} context of {summary}"] = summing;
                cases[$"{cell} copy of {summary}"] = summing with
                {
                    Context = ContextUse.InitialState,
                    Bridge = BridgeKind.Copy,
                    DecoderHiddenSize = summary == SourceSummary.BackwardFirst ? 3 : 6,
                    DecoderLayers = 2,
                };
            }
        }

        return cases;
    }
}
