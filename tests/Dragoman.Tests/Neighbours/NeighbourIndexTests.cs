using System.Text.Json.Nodes;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Explanations;
using Dragoman.Fuzz;
using Dragoman.Models;
using Dragoman.Neighbours;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Neighbours;

public sealed class NeighbourIndexTests : IDisposable
{
    private static readonly SentencePair[] Pairs = [new("a b c", "c b a"), new("b d", "d"), new("", "a"), new("e f a c", "f e"), new("a b d", "d b a")];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string IndexPath => _folder["neighbours.safetensors"];

    [Theory]
    [InlineData(StateKind.Encoder)]
    [InlineData(StateKind.Decoder)]
    [InlineData(StateKind.Context)]
    public void FindLike_SentenceOfTheIndex_FindsItself(StateKind kind)
    {
        using Translator translator = Create();
        using NeighbourIndex index = Build(translator);
        SentencePair pair = Pairs[3];
        Explanation explanation = translator.Explain(pair.Source, new ExplanationRequest { Target = pair.Target }, Cancellation);

        StateNeighbours found = index.FindLike(explanation, kind, position: 1, count: 3);

        Neighbour first = found.Neighbours[0];
        Assert.Equal((pair.Source, pair.Target, 1), (first.Source, first.Target, first.Position));
        Assert.Equal(1, first.Similarity, 1e-12);
        Assert.Equal(found.Token, first.Token);
        Assert.Equal(kind == StateKind.Encoder ? ["e", "f", "a", "c", "<eos>"] : ["f", "e", "<eos>"], first.Tokens);
        Assert.Equal(3, found.Neighbours.Count);
    }

    [Fact]
    public void Find_AllStates_EqualsTheDoubleLoopOverExplanations()
    {
        using Translator translator = Create();
        using NeighbourIndex index = Build(translator);
        float[] wanted = translator.Explain("c a f", cancellationToken: Cancellation).Source.States![1];

        IReadOnlyList<Neighbour> found = index.Find(wanted, StateKind.Encoder, 100);

        double[] expected =
        [
            .. Pairs.Where(pair => pair.Source.Length > 0)
                .SelectMany(pair => translator.Explain(pair.Source, new ExplanationRequest { Target = pair.Target }, Cancellation).Source.States!)
                .Select(state => Cosine.Of(wanted, state))
                .OrderDescending(),
        ];
        Assert.Equal(expected.Length, index.CountOf(StateKind.Encoder));
        Assert.Equal(expected, found.Select(neighbour => neighbour.Similarity));
    }

    [Fact]
    public void Build_FewStates_KeepsSoManyOfEachKind()
    {
        using Translator translator = Create();
        NeighbourIndex.Build(translator, new MemoryCorpus(Pairs), IndexPath, states: 5, cancellationToken: Cancellation);
        using NeighbourIndex index = NeighbourIndex.Open(IndexPath, translator);

        Assert.All(Enum.GetValues<StateKind>(), kind => Assert.Equal(5, index.CountOf(kind)));
    }

    [Fact]
    public void Build_SameSeed_WritesTheSameBytes()
    {
        using Translator translator = Create();
        byte[] Write(ulong seed)
        {
            NeighbourIndex.Build(translator, new MemoryCorpus(Pairs), IndexPath, states: 4, seed, cancellationToken: Cancellation);
            return File.ReadAllBytes(IndexPath);
        }

        byte[] first = Write(1);
        Assert.Equal(first, Write(1));
        Assert.Contains(Enumerable.Range(2, 5), seed => !first.SequenceEqual(Write((ulong)seed)));
    }

    [Fact]
    public void Build_Progress_GrowsToOne()
    {
        using Translator translator = Create();
        List<double> told = [];

        NeighbourIndex.Build(translator, new MemoryCorpus(Pairs), IndexPath, progress: new Listener(told.Add), cancellationToken: Cancellation);

        Assert.Equal(1, told[^1]);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public void Build_NoPairs_SaysSo()
    {
        using Translator translator = Create();

        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => NeighbourIndex.Build(translator, new MemoryCorpus([Pairs[2]]), IndexPath, cancellationToken: Cancellation));

        Assert.Contains("has no pair without a blank side", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(IndexPath));
    }

    [Fact]
    public void Open_IndexOfOtherWeights_IsRefused()
    {
        using (Translator translator = Create())
        {
            Build(translator).Dispose();
        }

        using Translator other = Create(seed: 6);
        CheckpointException error = Assert.Throws<CheckpointException>(() => NeighbourIndex.Open(IndexPath, other));
        Assert.Contains("built with other weights or vocabularies", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ModelWithoutAttention_HasNoContexts()
    {
        using Translator translator = Create(AttentionScore.None);
        using NeighbourIndex index = Build(translator);

        Assert.Equal(0, index.CountOf(StateKind.Context));
        Assert.Throws<ModelRequestException>(() => index.Find(new float[12], StateKind.Context));
        Assert.Equal(10, index.Find(new float[12], StateKind.Encoder).Count);
        Assert.Throws<ModelRequestException>(() => index.Find(new float[11], StateKind.Encoder));
    }

    [Theory]
    [InlineData("encoder.places", "leads to sentences that are not there")]
    [InlineData("sentences.ends", "do not fit their text")]
    [InlineData("encoder", "is no state of a model")]
    [InlineData("decoder.places", "but 3 places")]
    public void Open_WrongThoughTheChecksumFits_IsRefused(string tensor, string message)
    {
        using Translator translator = Create();
        Build(translator).Dispose();
        Rewrite(tensor);

        Assert.Contains(message, Assert.Throws<CheckpointException>(() => NeighbourIndex.Open(IndexPath, translator)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DamagedBytes_AreRefused()
    {
        using Translator translator = Create();
        Build(translator).Dispose();
        byte[] whole = File.ReadAllBytes(IndexPath);
        Random random = new(3);
        for (int trial = 0; trial < 300; trial++)
        {
            (string damage, byte[] bytes) = ByteDamage.Do([.. whole], random);
            if (!bytes.SequenceEqual(whole))
            {
                File.WriteAllBytes(IndexPath, bytes);
                Exception? error = Record.Exception(() => NeighbourIndex.Open(IndexPath, translator).Dispose());
                Assert.True(error is null or CheckpointException, $"{damage}: {error}");
            }
        }
    }

    [Fact]
    public void ToJson_Neighbours_HasTheMembersOfTheContract()
    {
        using Translator translator = Create();
        using NeighbourIndex index = Build(translator);
        Explanation explanation = translator.Explain("a b c", cancellationToken: Cancellation);

        JsonNode json = JsonNode.Parse(NeighbourJson.ToJson(index.FindLike(explanation, StateKind.Encoder, 2, 1)))!;
        JsonNode ways = JsonNode.Parse(NeighbourJson.ToJson(Trajectories.Through(explanation)))!;

        Assert.Equal(["of", "position", "token", "neighbours"], json.AsObject().Select(member => member.Key));
        Assert.Equal("encoder", json["of"]!.GetValue<string>());
        Assert.Equal(["similarity", "source", "target", "position", "token", "tokens"], json["neighbours"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(["of", "explained", "points", "encoderExplained", "encoder"], ways.AsObject().Select(member => member.Key));
        Assert.Equal(["step", "token", "x", "y"], ways["points"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(explanation.Steps.Count, ways["points"]!.AsArray().Count);
        Assert.Equal(["a", "b", "c", "<eos>"], ways["encoder"]!.AsArray().Select(point => point!["token"]!.GetValue<string>()));
    }

    [Fact]
    public void FindLike_NoSuchToken_SaysWhichThereAre()
    {
        using Translator translator = Create();
        using NeighbourIndex index = Build(translator);
        Explanation explanation = translator.Explain("a b c", cancellationToken: Cancellation);

        Assert.Contains(
            "the source sentence has tokens 0 to 3",
            Assert.Throws<ModelRequestException>(() => index.FindLike(explanation, StateKind.Encoder, 4)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ModelIn8Bits_TakesItsOwnIndexAndThatOfTheFloats()
    {
        using (Translator floats = Create())
        {
            Build(floats).Dispose();
        }

        using var loaded = Translator.Load(_folder["model-5-Additive"], precision: WeightPrecision.EightBit);
        using NeighbourIndex ofFloats = NeighbourIndex.Open(IndexPath, loaded);
        using NeighbourIndex own = Build(loaded);

        Explanation explanation = loaded.Explain("e f a c", new ExplanationRequest { Target = "f e" }, Cancellation);
        Assert.Equal(1, own.FindLike(explanation, StateKind.Encoder, 1, 1).Neighbours[0].Similarity, 1e-12);
        Assert.Equal("e f a c", ofFloats.FindLike(explanation, StateKind.Encoder, 1, 1).Neighbours[0].Source);
    }

    public void Dispose() => _folder.Dispose();

    private NeighbourIndex Build(Translator translator)
    {
        NeighbourIndex.Build(translator, new MemoryCorpus(Pairs), IndexPath, cancellationToken: Cancellation);
        return NeighbourIndex.Open(IndexPath, translator);
    }

    /// <summary>Writes the index anew with one tensor damaged, so that its checksum fits.</summary>
    private void Rewrite(string damaged)
    {
        List<StoredTensor> tensors = [];
        Dictionary<string, string> metadata;
        using (SafetensorsFile file = SafetensorsFile.Open(IndexPath))
        {
            metadata = new(file.Metadata);
            foreach (string name in new[] { "encoder", "decoder", "context" })
            {
                Numerics.Matrix states = file.Read(name);
                states[1, 1] = name == damaged ? float.NaN : states[1, 1];
                tensors.Add(StoredTensor.Matrix(name, states));
            }

            int[] source = file.ReadArray<int>("encoder.places");
            source[2] = damaged == "encoder.places" ? 4 : source[2];
            int[] target = file.ReadArray<int>("decoder.places");
            target = damaged == "decoder.places" ? target[..6] : target;
            long[] ends = file.ReadArray<long>("sentences.ends");
            ends[1] = damaged == "sentences.ends" ? long.MaxValue : ends[1];
            tensors.Add(StoredTensor.Array("encoder.places", source, source.Length / 2, 2));
            tensors.Add(StoredTensor.Array("decoder.places", target, target.Length / 2, 2));
            tensors.Add(StoredTensor.Array("sentences", file.ReadArray<byte>("sentences")));
            tensors.Add(StoredTensor.Array("sentences.ends", ends));
        }

        SafetensorsFile.Save(IndexPath, tensors, metadata);
    }

    private Translator Create(AttentionScore attention = AttentionScore.Additive, int seed = 5)
    {
        Vocabulary vocabulary = new("abcdef".Select(word => word.ToString()));
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(attention, Units: 4) };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions() };
        TranslatorOptions options = new() { Data = data, Model = shape };
        Seq2SeqModel model = new(shape, vocabulary.Count, vocabulary.Count);
        Draws.Fill(model.Parameters.All, seed, range: 0.8f);
        string folder = _folder[$"model-{seed}-{attention}"];
        new ModelFolder(folder).Create(options, new TextModel(data.Source, vocabulary), new TextModel(data.Target, vocabulary), model);
        return Translator.Load(folder);
    }

    private sealed class Listener(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
