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
        options.Readout is ReadoutKind.Maxout or ReadoutKind.MaxoutOfPrevious || options.Summary == SourceSummary.Max || options.Attention.Window == WindowKind.Predicted ||
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
        TargetBatch target = new();
        target.Load(pairs.Select(pair => pair.Target), Vocabulary.BosId);
        return (Sources(pairs), target);
    }

    internal static SourceBatch Sources(IEnumerable<EncodedPair> pairs)
    {
        SourceBatch source = new();
        source.Load(pairs.Select(pair => pair.Source));
        return source;
    }

    internal static PairBatch PairBatch(IReadOnlyCollection<EncodedPair> pairs) =>
        new(new EncodedPairs(pairs), [.. Enumerable.Range(0, pairs.Count)], 0, pairs.Count);

    /// <summary>Options of a case with dropout.</summary>
    internal static ModelOptions Dropping(string name, float embed = 0f, float layer = 0f, float attention = 0f, float readout = 0f)
    {
        ModelOptions options = Options(name);
        return options with
        {
            Attention = options.Attention with { Dropout = attention },
            EmbedDropout = embed,
            LayerDropout = layer,
            ReadoutDropout = readout,
        };
    }

    private static ModelOptions Before(ModelOptions options) =>
        options with { Attention = options.Attention with { Placement = AttentionPlacement.BeforeCell } };

    private static Dictionary<string, ModelOptions> MakeCases()
    {
        Dictionary<string, ModelOptions> cases = [];
        foreach (CellKind cell in Enum.GetValues<CellKind>())
        {
            ModelOptions plain = new(
                cell, EmbedSize: 3, EncoderHiddenSize: 4, EncoderLayers: 2, EncoderDirection.Forward, DecoderHiddenSize: 4, DecoderLayers: 2,
                EmbedDropout: 0f, ReadoutDropout: 0f)
            {
                Attention = new(AttentionScore.None, Units: 5, Positions: 5, InputFeeding: true),
            };
            cases[$"{cell} without attention, context first"] = plain with { Context = ContextUse.InitialState };
            cases[$"{cell} without attention, context always"] = plain;
            foreach (AttentionScore score in Enum.GetValues<AttentionScore>().Where(score => score is not (AttentionScore.None or AttentionScore.Custom)))
            {
                ModelOptions attending = plain with { Attention = plain.Attention with { Score = score } };
                cases[$"{cell} {score} before"] = Before(attending) with { Readout = ReadoutKind.State };
                cases[$"{cell} {score} between"] = attending with { Attention = attending.Attention with { Placement = AttentionPlacement.BetweenCells } };
                cases[$"{cell} {score} after, not fed"] = attending with { Attention = attending.Attention with { InputFeeding = false } };
                cases[$"{cell} {score} after, fed"] = attending;
            }

            // Sizes and layers that differ, so that only a linear bridge, or none, can join the two sides.
            ModelOptions uneven = plain with
            {
                Attention = plain.Attention with { Score = AttentionScore.Additive },
                Direction = EncoderDirection.Both,
                EncoderHiddenSize = 3,
                DecoderHiddenSize = 5,
                DecoderLayers = 1,
                Bridge = BridgeKind.Linear,
            };
            cases[$"{cell} linear bridge before"] = Before(uneven) with { Readout = ReadoutKind.State };
            cases[$"{cell} linear bridge after"] = uneven;
            cases[$"{cell} linear bridge without attention"] = uneven with { Attention = plain.Attention, DecoderLayers = 2 };
            cases[$"{cell} zero bridge before"] = Before(uneven) with { Readout = ReadoutKind.State, Bridge = BridgeKind.Zero };
            cases[$"{cell} zero bridge general"] = uneven with { Attention = plain.Attention with { Score = AttentionScore.General }, Bridge = BridgeKind.Zero };

            ModelOptions additive = plain with { Attention = plain.Attention with { Score = AttentionScore.Additive } };
            foreach (ReadoutKind readout in new[] { ReadoutKind.Attentional, ReadoutKind.Joined, ReadoutKind.Maxout, ReadoutKind.MaxoutOfPrevious })
            {
                ModelOptions reading = additive with { Readout = readout, MaxoutUnits = 3 };
                cases[$"{cell} {readout} before"] = Before(reading);
                if (readout != ReadoutKind.MaxoutOfPrevious)
                {
                    cases[$"{cell} {readout} after"] = reading;
                }
            }

            ModelOptions covered = additive with { Attention = additive.Attention with { Coverage = true } };
            cases[$"{cell} Additive before, covered"] = Before(covered) with { Readout = ReadoutKind.State };
            cases[$"{cell} Additive after, covered"] = covered;
            cases[$"{cell} monotonic window"] = additive with { Attention = additive.Attention with { Window = WindowKind.Monotonic, WindowRadius = 1 } };
            cases[$"{cell} predicted window"] = additive with
            {
                Attention = additive.Attention with { Window = WindowKind.Predicted, WindowRadius = 2 },
                Direction = EncoderDirection.Backward,
            };
            cases[$"{cell} residual before"] = Before(additive) with { Residual = true, Readout = ReadoutKind.State };
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
                ModelOptions summing = uneven with { Attention = plain.Attention, Summary = summary };
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
