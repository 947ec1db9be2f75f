using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Neighbours;
using Dragoman.Numerics.Autodiff;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Tests.Models;

namespace Dragoman.Tests;

/// <summary>Models that multiply by weights in 8 bits, held against themselves and against 32 bits.</summary>
public sealed class QuantizedTranslatorTests : IDisposable
{
    private const string Sentence = "a b d c";
    private static readonly SearchOptions Search = new(Beam: 4, MinimumLength: 2, MaximumLength: 7, AllowUnknown: false);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. TinyModels.Names];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_EveryKindOfModel_IsCloseToThatOf32Bits(string name)
    {
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        Seq2SeqModel model = TinyModels.Create(name);
        double exact = model.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f) / target.TokenCount;

        model.Quantize();
        double loss = model.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f) / target.TokenCount;

        Assert.NotEqual(exact, loss);
        Assert.Equal(exact, loss, 0.05);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadWeights_OfAFolderIn8Bits_IsQuantisingAtLoad(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        string path = _folder["weights.safetensors"];
        SafetensorsFile.Save(path, StoredParameters.InEightBits(model));
        Seq2SeqModel read = TinyModels.Create(name);
        using (var file = SafetensorsFile.Open(path))
        {
            StoredParameters.Read(file, read, prefix: "", others: [], WeightForm.Floats);
        }

        model.Quantize();

        Assert.True(read.IsQuantized);
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        Assert.Equal(
            model.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f),
            read.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f));
    }

    [Fact]
    public void Load_OfAFolderIn8Bits_IsQuantisingAtLoadAndHoldsNoFloats()
    {
        string folder = TinyTranslators.Create(_folder["model"], Search, seed: 3);
        using var exact = Translator.Load(folder);
        new ModelFolder(_folder["small"]).CreateInEightBits(exact.Options, exact.Source, exact.Target, exact.Model);
        using var expected = Translator.Load(folder, precision: WeightPrecision.EightBit);
        using var small = Translator.Load(_folder["small"]);

        Translation translation = small.Translate(Sentence, Search, Cancellation);

        Assert.Equal(expected.Translate(Sentence, Search, Cancellation).TokenLogProbabilities, translation.TokenLogProbabilities);
        Assert.Equal(WordNeighbours.Find(expected, LanguageSide.Source, "a").Neighbours, WordNeighbours.Find(small, LanguageSide.Source, "a").Neighbours);
        Assert.Throws<InvalidOperationException>(() => small.Model.Encoder.Embedding.Table.Value);
    }

    [Fact]
    public void ReadWeights_OfDamaged8Bits_NamesTheTensor()
    {
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        StoredTensor[] tensors = [.. StoredParameters.InEightBits(model)];
        string name = tensors[0].Name;
        int count = (int)tensors[0].Shape[0];
        AssertRefused("-128", StoredTensor.Array(name, [.. Enumerable.Repeat(sbyte.MinValue, (int)tensors[0].ByteCount)], count, (int)tensors[0].Shape[1]), tensors[1]);
        AssertRefused("NaN", tensors[0], StoredTensor.Array(name + ".scale", [.. Enumerable.Repeat(float.NaN, count)]));
        AssertRefused("-1", tensors[0], StoredTensor.Array(name + ".scale", [.. Enumerable.Repeat(-1f, count)]));
        AssertRefused("scale", tensors[0], StoredTensor.Array(name + ".scale", [.. Enumerable.Repeat(1f, count + 1)]));

        void AssertRefused(string words, params StoredTensor[] damaged)
        {
            string path = _folder["damaged.safetensors"];
            SafetensorsFile.Save(path, [.. damaged, .. tensors[2..]]);
            using var file = SafetensorsFile.Open(path);
            string message = Assert.Throws<CheckpointException>(() => StoredParameters.Read(file, TinyModels.Create("Gru Additive before"), prefix: "", others: [], WeightForm.Floats)).Message;
            Assert.Contains(name, message, StringComparison.Ordinal);
            Assert.Contains(words, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Loss_OfATapeThatRecords_IsRefused()
    {
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        model.Quantize();
        Tape tape = new(new GradientBuffer(model.Parameters));

        Assert.Contains("8 bits", Assert.Throws<InvalidOperationException>(() =>
        {
            model.Loss(tape, source, target, labelSmoothing: 0f, scale: 1f);
            tape.Backward();
        }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Translate_In8Bits_IsForcedDecodingIn8Bits(int beam)
    {
        string folder = TinyTranslators.Create(_folder["model"], Search, seed: 1);
        using var exact = Translator.Load(folder);
        using var translator = Translator.Load(folder, precision: WeightPrecision.EightBit);

        Translation found = translator.Translate(Sentence, Search with { Beam = beam }, Cancellation);

        string target = string.Join(' ', found.Tokens);
        Translation forced = translator.Align(Sentence, target, Cancellation);
        Assert.All(forced.TokenLogProbabilities.Zip(found.TokenLogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Translation full = exact.Align(Sentence, target, Cancellation);
        Assert.NotEqual(full.TokenLogProbabilities, forced.TokenLogProbabilities);
        Assert.All(full.TokenLogProbabilities.Zip(forced.TokenLogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 0.1));
        Assert.Equal(-translator.ScoreBatch([new SentencePair(Sentence, target)], Cancellation)[0].LogProbability, translator.Loss(new MemoryCorpus([new(Sentence, target)]), Cancellation).Loss!.Value * forced.TokenLogProbabilities.Count, 1e-4);
    }

    [Fact]
    public void TranslateBatch_SentencesTogether_AreTranslatedAsAlone()
    {
        using var translator = Translator.Load(TinyTranslators.Create(_folder["model"], Search, seed: 2), precision: WeightPrecision.EightBit);
        string[] sentences = ["a b", "e", "c d e a b", Sentence, "a", "d d", "b"];

        IReadOnlyList<Translation> together = translator.TranslateBatch(sentences, Search, Cancellation);

        Assert.All(sentences.Zip(together), pair => Assert.Equal(translator.Translate(pair.First, Search, Cancellation).TokenLogProbabilities, pair.Second.TokenLogProbabilities));
    }
}
