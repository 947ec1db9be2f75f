using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.TestKit;

namespace Dragoman.Tests.Models;

public sealed class Seq2SeqModelTests
{
    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_EveryKind_HasTheGradientsOfItsDifferences(string name)
    {
        bool hasKinks = TinyModels.HasKinks(TinyModels.Options(name));
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());

        // A draw beside a kink, which no step misses, is drawn again; a wrong gradient stays wrong.
        const int Draws = 8;
        for (int seed = 1; ; seed++)
        {
            Seq2SeqModel model = TinyModels.Create(name, seed);
            try
            {
                GradientCheck.VerifySlopes(
                    tape => model.Loss(tape, source, target, labelSmoothing: 0.1f, scale: 1f), model.Parameters, hasKinks);
                return;
            }
            catch (InvalidOperationException) when (hasKinks && seed < Draws)
            {
            }
        }
    }

    [Theory]
    [InlineData("Gru Additive before", DropoutMask.Token, 0f, 0f)]
    [InlineData("Lstm General after, fed", DropoutMask.Token, 0.2f, 0f)]
    [InlineData("GruResetBefore Dot after, not fed", DropoutMask.Token, 0f, 0f)]
    [InlineData("Lstm linear bridge without attention", DropoutMask.Token, 0f, 0f)]
    [InlineData("Gru residual before", DropoutMask.Token, 0f, 0f)]
    [InlineData("Gru Additive between", DropoutMask.Sentence, 0f, 0f)]
    [InlineData("Lstm General after, fed", DropoutMask.Sentence, 0.2f, 0f)]
    [InlineData("Gru Additive before", DropoutMask.Sentence, 0f, 0.3f)]
    [InlineData("Gru Additive between", DropoutMask.Token, 0f, 0.3f)]
    [InlineData("Lstm General after, fed", DropoutMask.Token, 0f, 0.3f)]
    [InlineData("GruResetBefore Dot after, not fed", DropoutMask.Token, 0f, 0.3f)]
    public void Loss_WithDropout_HasTheGradientsOfItsDifferences(string name, DropoutMask mask, float word, float recurrent)
    {
        ModelOptions options = TinyModels.Dropping(name, embed: 0.2f, layer: 0.3f, attention: 0.2f, readout: 0.3f);
        Seq2SeqModel model = TinyModels.Create(options with { DropoutMask = mask, WordDropout = word, RecurrentDropout = recurrent });
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        GradientCheck.VerifySlopes(
            tape =>
            {
                tape.DropoutKey = (3, 1);
                return model.Loss(tape, source, target, labelSmoothing: 0f, scale: 1f);
            },
            model.Parameters);
    }

    [Theory]
    [InlineData("Gru Additive before", 0f)]
    [InlineData("Lstm General after, fed", 0f)]
    [InlineData("GruResetBefore Dot after, not fed", 0.3f)]
    [InlineData("Gru monotonic window", 0f)]
    [InlineData("Gru predicted window", 0f)]
    public void Loss_WithGuidedAlignment_HasTheGradientsOfItsDifferences(string name, float dropout)
    {
        Seq2SeqModel model = TinyModels.Create(TinyModels.Dropping(name, attention: dropout));
        List<EncodedPair> pairs = TinyModels.WithLinks(TinyModels.Pairs());
        TrainingBatch batch = new();
        batch.Load(TinyModels.PairBatch(pairs));
        GradientCheck.VerifySlopes(
            tape =>
            {
                tape.DropoutKey = (3, 1);
                double guided = 0;
                double loss = model.Loss(tape, batch.Source, batch.Target, labelSmoothing: 0f, scale: 1f, (step, result) =>
                    guided += AlignmentLoss.Apply(tape, result.Weights!, batch.Links, batch.Target.Steps.Offset(step), scale: 0.7f));
                return loss + (0.7 * guided);
            },
            model.Parameters,
            TinyModels.HasKinks(model.Options));
    }

    [Theory]
    [InlineData("Gru Additive before, covered")]
    [InlineData("Lstm Additive after, covered")]
    public void Loss_WithCoverage_HasTheGradientsOfItsDifferences(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        GradientCheck.VerifySlopes(
            tape =>
            {
                double again = 0;
                double loss = model.Loss(tape, source, target, labelSmoothing: 0f, scale: 1f, (step, result) =>
                    again += CoverageLoss.Apply(tape, result.Weights!, result.Covered!, source.Sentences, scale: 0.7f));
                return loss + (0.7 * again);
            },
            model.Parameters,
            hasKinks: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_Batch_IsTheSumOverItsSentences(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        List<EncodedPair> pairs = TinyModels.Pairs();
        (double loss, GradientBuffer gradients) = Differentiate(model, pairs);
        (double Loss, GradientBuffer Gradients)[] alone = [.. pairs.Select(pair => Differentiate(model, [pair]))];

        Assert.Equal(alone.Sum(one => one.Loss), loss, 1e-5);
        foreach (Parameter parameter in model.Parameters.All)
        {
            float[] actual = GradientCheck.Dense(gradients, parameter).Span.ToArray();
            float[][] parts = [.. alone.Select(one => GradientCheck.Dense(one.Gradients, parameter).Span.ToArray())];
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.Equal(parts.Sum(part => (double)part[i]), actual[i], 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Readouts_OtherSentencesInTheBatch_ChangeNothing(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        List<EncodedPair> pairs = TinyModels.Pairs();
        float[][] together = Readouts(model, pairs);
        for (int sentence = 0; sentence < pairs.Count; sentence++)
        {
            AssertClose(Readouts(model, [pairs[sentence]])[0], together[sentence]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Readouts_PermutedBatch_ArePermuted(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        List<EncodedPair> pairs = TinyModels.Pairs(1, TinyModels.TargetVocabulary, (3, 4), (6, 4), (1, 4), (4, 4), (6, 4));
        int[] order = [3, 0, 4, 2, 1];
        float[][] straight = Readouts(model, pairs);
        float[][] permuted = Readouts(model, [.. order.Select(i => pairs[i])]);
        for (int i = 0; i < order.Length; i++)
        {
            AssertClose(straight[order[i]], permuted[i]);
        }
    }

    /// <summary>The shapes of the book "Dive into Deep Learning": source [4, 7], hidden 16, 2 layers, vocabulary 10.</summary>
    [Theory]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Shapes_OfTheBook_Hold(CellKind cell)
    {
        ModelOptions options = new(
            cell, EmbedSize: 8, EncoderHiddenSize: 16, EncoderLayers: 2, EncoderDirection.Forward, DecoderHiddenSize: 16, DecoderLayers: 2,
            ReadoutKind.State)
        {
            Attention = new(Units: 16, Placement: AttentionPlacement.BeforeCell),
        };
        Seq2SeqModel model = new(options, 10, 10);
        (SourceBatch source, TargetBatch target) =
            TinyModels.Batch(Enumerable.Repeat(new EncodedPair([4, 5, 6, 7, 8, 9, 3], [4, 5, 6, 7, 8, 9, 3]), 4));
        Tape tape = new();
        EncoderOutput encoded = model.Encoder.Forward(tape, source);
        AssertShape(7 * 4, 16, encoded.States);
        Assert.Equal([7, 7, 7, 7], encoded.Sentences.Lengths.ToArray());
        Assert.Equal(1, encoded.TopLayer);
        for (int layer = 0; layer < 2; layer++)
        {
            AssertShape(4, 16, encoded.Final[layer].Hidden);
            Assert.Equal(cell == CellKind.Lstm, encoded.Final[layer].Memory is not null);
        }

        List<DecoderStep> steps = [];
        Variable readouts = model.Readouts(tape, source, target, (_, step) => steps.Add(step));
        Matrix logits = model.Logits(tape, readouts);
        Assert.Equal((7 * 4, 10), (logits.Rows, logits.Columns));
        Assert.Equal(7, steps.Count);
        Assert.All(steps, step =>
        {
            AssertShape(4, 7, step.Weights!);
            AssertShape(4, 16, step.State.Layers[0].Hidden);
            AssertShape(4, 16, step.State.Layers[1].Hidden);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_EveryStep_SumToOneOrLessUnderAGaussian(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        int[] lengths = source.Sentences.Lengths.ToArray();
        model.Readouts(new Tape(), source, target, (_, step) =>
        {
            Assert.Equal(model.Options.Attention.Score == AttentionScore.None, step.Weights is null);
            for (int row = 0; row < (step.Weights?.Rows ?? 0); row++)
            {
                float sum = step.Weights!.Value.Row(row)[..lengths[row]].ToArray().Sum();
                Assert.InRange(sum, model.Options.Attention.Window == WindowKind.Predicted ? 0f : 1f - 1e-6f, 1f + 1e-6f);
                Assert.All(step.Weights.Value.Row(row)[lengths[row]..].ToArray(), weight => Assert.Equal(0f, weight));
            }
        });
    }

    [Fact]
    public void New_ContradictingOptions_NamesThem()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => new Seq2SeqModel(new ModelOptions(EncoderHiddenSize: 100, EmbedDropout: 1f), 10, 10));
        Assert.Contains("model.bridge", failure.Message, StringComparison.Ordinal);
        Assert.Contains("model.embedDropout", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void New_EveryKind_HasTheReadoutThatItsOptionsSay(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        Assert.Equal(model.Options.ReadoutSize, model.Decoder.ReadoutSize);
    }

    [Theory]
    [InlineData(WeightTying.None, new[] { "decoder.embedding.weight", "encoder.embedding.weight", "output.weight" })]
    [InlineData(WeightTying.Target, new[] { "encoder.embedding.weight", "output.weight" })]
    [InlineData(WeightTying.All, new[] { "output.weight" })]
    public void New_Tied_HasOneParameterForAll(WeightTying tying, string[] expected)
    {
        Seq2SeqModel model = new(new ModelOptions(Tying: tying), 10, 10);
        string[] large = [.. model.Parameters.All.Where(parameter => parameter.Value.Rows == 10).Select(parameter => parameter.Name)];
        Assert.Equal(expected, large.Order(StringComparer.Ordinal));
        Assert.Equal(tying == WeightTying.All, model.Encoder.Embedding.Table == model.Decoder.Embedding.Table);
    }

    [Theory]
    [InlineData(EncoderDirection.Forward, 4)]
    [InlineData(EncoderDirection.Both, 2)]
    public void Encode_ResidualOverASilentLayer_GivesTheLayerBelow(EncoderDirection direction, int hidden)
    {
        Seq2SeqModel model = TinyModels.Create(TinyModels.Options("Gru residual before") with { Direction = direction, EncoderHiddenSize = hidden });
        float[] both = States(model);
        foreach (Parameter parameter in model.Parameters.All.Where(parameter => parameter.Name.StartsWith("encoder.rnn.", StringComparison.Ordinal)))
        {
            if (parameter.Name.Contains("_l1", StringComparison.Ordinal))
            {
                parameter.Value.Fill(0f);
                parameter.MarkChanged();
            }
        }

        Seq2SeqModel low = new(model.Options with { EncoderLayers = 1, Bridge = BridgeKind.Zero }, TinyModels.SourceVocabulary, TinyModels.TargetVocabulary);
        foreach (Parameter parameter in low.Parameters.All)
        {
            model.Parameters.All.Single(other => other.Name == parameter.Name).Value.CopyTo(parameter.Value);
            parameter.MarkChanged();
        }

        Assert.NotEqual(both, States(low));
        AssertClose(States(low), States(model));

        static float[] States(Seq2SeqModel model) =>
            model.Encoder.Forward(new Tape(), TinyModels.Sources(TinyModels.Pairs())).States.Value.Span.ToArray();
    }

    [Fact]
    public void New_TiedWithTwoVocabularies_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => new Seq2SeqModel(new ModelOptions(Tying: WeightTying.All), 10, 11));
        Assert.Contains("has 10 tokens and the target vocabulary 11. Set data.vocabulary.shared to true.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_ParameterThatNoMatrixHolds_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => new Seq2SeqModel(new ModelOptions(EmbedSize: 2_000), 2_000_000, 10));
        Assert.Equal(
            "The parameter encoder.embedding.weight would hold 2,000,000 × 2,000 numbers, but a matrix holds at most 2,147,483,527. " +
            "Choose smaller sizes, or a smaller vocabulary.",
            failure.Message);
    }

    private static (double Loss, GradientBuffer Gradients) Differentiate(Seq2SeqModel model, IEnumerable<EncodedPair> pairs)
    {
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(pairs);
        GradientBuffer gradients = new(model.Parameters);
        Tape tape = new(gradients);
        double loss = model.Loss(tape, source, target, labelSmoothing: 0.1f, scale: 1f);
        tape.Backward();
        gradients.Complete();
        return (loss, gradients);
    }

    /// <summary>For each sentence, its readouts one behind the other.</summary>
    private static float[][] Readouts(Seq2SeqModel model, List<EncodedPair> pairs)
    {
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(pairs);
        Matrix readouts = model.Readouts(new Tape(), source, target).Value;
        return
        [
            .. Enumerable.Range(0, pairs.Count).Select(sentence => Enumerable.Range(0, target.Steps.Length(sentence))
                .SelectMany(step => readouts.Row(target.Steps.Offset(step) + sentence).ToArray()).ToArray()),
        ];
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
    }

    private static void AssertShape(int rows, int columns, Variable actual) =>
        Assert.Equal((rows, columns), (actual.Rows, actual.Columns));
}
