using System.Numerics.Tensors;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Layout;
using Dragoman.Samples.Onnx;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Onnx.Tests;

/// <summary>Exported graphs, run by ONNX Runtime, against the library: every step of a batch of ragged sentences.</summary>
public sealed class ExportedModelTests
{
    private const int StepCount = 7;
    private const float Tolerance = 1e-4f;

    /// <summary>Unsorted; one of a single token, one longer than the location score knows and than all windows.</summary>
    private static readonly int[][] Sentences = [[4, 7, 3], [5, 8, 6, 4, 4, 7, 3], [3], [6, 5, 4, 8, 3], [8, 3]];

    public static TheoryData<string> PresetNames => [.. Preset.All.Select(preset => preset.Name)];

    public static TheoryData<string> CaseNames => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Steps_OfAPreset_AreThoseOfTheLibrary(string name) => AssertSame(Tiny(Preset.Find(name).Options.Model));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Steps_OfEveryKindOfModel_AreThoseOfTheLibrary(string name) => AssertSame(TinyModels.Options(name));

    [Theory]
    [InlineData(WindowKind.Monotonic)]
    [InlineData(WindowKind.Predicted)]
    public void Steps_OfAWindowBeyondTheKnownPositions_AttendToNothing(WindowKind window)
    {
        ModelOptions options = TinyModels.Options("Gru Location after, fed");
        AssertSame(options with { Attention = options.Attention with { Positions = 2, Window = window, WindowRadius = 1 } });
    }

    [Fact]
    public void GreedyDecoding_OfTheSample_WritesWhatTheTranslatorWrites()
    {
        using ExportedModel exported = new(TinyModels.Create("Lstm predicted window"));
        using Translator translator = Translator.Load(exported.TrainedFolder);
        string[] texts = ["a b c", "e d c b a e d", "b", "c c"];
        IReadOnlyList<long[]> ids = [.. texts.Select(text => text.Split(' ').Select(word => (long)(word[0] - 'a' + Vocabulary.SpecialCount)).Append(Vocabulary.EosId).ToArray())];

        IReadOnlyList<long[]> decoded = GreedyDecoding.Decode(exported.Onnx, ids);

        IEnumerable<string> expected = translator.TranslateBatch(texts, SearchOptions.Greedy, TestContext.Current.CancellationToken).Select(translation => string.Join(' ', translation.Tokens));
        string[] words = File.ReadAllLines(exported.Files.Single(file => file.EndsWith("target.vocab", StringComparison.Ordinal)));
        Assert.Equal(expected, decoded.Select(tokens => string.Join(' ', tokens.Select(id => words[id]))));
    }

    /// <summary>A preset with few units, whose proportions still fit.</summary>
    private static ModelOptions Tiny(ModelOptions options)
    {
        int encoder = 4;
        int both = options.Direction == EncoderDirection.Both ? 2 * encoder : encoder;
        return options with
        {
            EmbedSize = options.Tying == WeightTying.None ? 5 : both,
            EncoderHiddenSize = encoder,
            DecoderHiddenSize = both,
            MaxoutUnits = options.Tying == WeightTying.None ? 3 : both,
            Attention = options.Attention with { Units = 6, Positions = 5, WindowRadius = 2 },
        };
    }

    private static void AssertSame(ModelOptions options)
    {
        Seq2SeqModel model = TinyModels.Create(options);
        using OnnxModel exported = ExportedModel.GraphsOf(model);
        SourceBatch source = new();
        source.Load(Sentences);
        Tape tape = new();
        ModelSteps steps = new(model, tape, source, Sentences.Length, guide: null);
        RaggedLayout layout = steps.Attends ? source.Sentences : new RaggedLayout();
        using OnnxSteps onnx = exported.Encode([.. Sentences.Select(sentence => Array.ConvertAll(sentence, id => (long)id))]);

        int[] rows = [.. Enumerable.Range(0, Sentences.Length)];
        int[] tokens = [.. rows.Select(_ => Vocabulary.BosId)];
        for (int step = 0; step < StepCount; step++)
        {
            steps.Keep(rows);
            (Matrix logits, Matrix weights) = steps.Extend(tokens.ToArray(), layout);
            (float[] logProbabilities, float[] attention) = onnx.Step(Array.ConvertAll(tokens, id => (long)id));

            Assert.Equal(weights.IsEmpty ? 0 : Sentences.Length * weights.Columns, attention.Length);
            foreach (int row in rows)
            {
                ReadOnlySpan<float> given = logProbabilities.AsSpan(row * logits.Columns, logits.Columns);
                AssertNear(LogSoftmax(logits.Row(row)), given);
                if (!weights.IsEmpty)
                {
                    Span<float> expected = new float[weights.Columns];
                    weights.Row(row)[..Sentences[row].Length].CopyTo(expected);
                    AssertNear(expected, attention.AsSpan(row * weights.Columns, weights.Columns));
                }

                tokens[row] = TensorPrimitives.IndexOfMax(logits.Row(row));
                Assert.Equal(tokens[row], TensorPrimitives.IndexOfMax(given));
            }
        }
    }

    private static float[] LogSoftmax(ReadOnlySpan<float> logits)
    {
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit);
        }

        float[] result = new float[logits.Length];
        TensorPrimitives.Subtract(logits, (float)Math.Log(sum), result);
        return result;
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> given)
    {
        Assert.Equal(expected.Length, given.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], given[i], Tolerance);
        }
    }
}
