using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
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

    [Fact]
    public void Loss_OfATapeThatRecords_IsRefused()
    {
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        model.Quantize();
        Tape tape = new(new GradientBuffer(model.Parameters));

        Assert.Contains("quantised to 8 bits", Assert.Throws<InvalidOperationException>(() =>
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
