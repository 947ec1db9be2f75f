using System.Text;
using System.Text.Json;
using Dragoman.Alignments;
using Dragoman.Data;
using Dragoman.Fuzz.Requests;
using Dragoman.Parsing;
using Dragoman.Serialization;
using Dragoman.Server;
using Dragoman.Server.Errors;
using Dragoman.Server.Training;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Fuzz.Readers;

/// <summary>The readers of everything that comes from outside.</summary>
internal static class AllReaders
{
    private static readonly Lazy<SampleModel> Model = new(() => SampleModel.TrainAll(new TemporaryFolder().Path)[0]);
    private static readonly Lazy<Translator> Translator = new(() => Dragoman.Translator.Load(Model.Value.Folder));

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Reader> All { get; } =
    [
        Reader.OfFile<CheckpointException>("safetensors", ReadTensors, () => Files("model.safetensors", "neighbours.safetensors", "training/state.safetensors")),
        Reader.OfFile<CheckpointException>("config", path => ConfigurationFile.Read(path), () => Files("config.json")),
        Reader.OfFile<VocabularyException>("vocabulary", path => Vocabulary.Load(path), () => Files("source.vocab")),
        Reader.OfText<InvalidDataException>("merges", text => BytePairCodes.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))), "#version: 0.2\na b\nab c</w>\nd e\n"),
        Reader.OfFile<CheckpointException>("index", path => NeighbourIndex.Open(path, Translator.Value).Dispose(), () => Files("neighbours.safetensors")),
        Reader.OfText<FormatException>("pharaoh", text => Pharaoh.Parse(text), "0-0 1-2 3-1", "12-34"),
        Reader.OfText<FormatException>("pharaoh-gold", text => Pharaoh.ParseGold(text), "0-0 1?2 3-1", "12?34"),
        Reader.OfText<CorpusFormatException>("tree", text => PennTree.Parse(text), "(S (NP (PRP I)) (VP (VBD slept)))", "( (S (NP-SBJ (DT The) (NN cat)) (. .)))"),
        Reader.OfText<CorpusFormatException>("linear-tree", ReadLinearTree, "(S (NP XX )NP (VP XX )VP )S", "(S XX (NP XX )S"),
        Reader.OfFile<CorpusFormatException>("tsv", path => new TsvCorpus(path).ReadLines().Count(), () => Texts("a b\tc d\ne\tf\n", "a\tb\r\nc\td")),
        Reader.OfFile<CorpusFormatException>("dictionary", path => BilingualLexicon.Load(path), () => Texts("a\tb\nc\td\t0.5\nc\te\t-1e-3\n")),
        Reader.OfFile<IOException>("metrics", path => new LineTail(path).Read(), () => Files("metrics.jsonl")),
        new("request", ReadRequest, () => GoodRequests.All.Where(request => request.Body.Length > 0).Select(request => request.Content)),
    ];

    private static void ReadTensors(string path)
    {
        using var file = SafetensorsFile.Open(path);
        foreach (TensorEntry tensor in file.Tensors)
        {
            file.Read(tensor.Name);
        }
    }

    private static void ReadLinearTree(string text)
    {
        TreeDelinearizer.TryRead(text);
        TreeDelinearizer.Delinearize(text, ["a", "b", "c"]);
    }

    /// <summary>Reads a body as each of the endpoints would; what they refuse must be told in plain words.</summary>
    private static void ReadRequest(byte[] body)
    {
        ReadRequest(() => JsonSerializer.Deserialize(body, ServerJson.Default.TranslateRequest));
        ReadRequest(() => JsonSerializer.Deserialize(body, ServerJson.Default.ScoreRequest));
        ReadRequest(() => JsonSerializer.Deserialize(body, ServerJson.Default.NeighboursRequest));
    }

    private static void ReadRequest(Func<object?> read)
    {
        try
        {
            read();
        }
        catch (JsonException e)
        {
            (int status, string? detail) = ProblemHandler.Describe(e);
            if (status != 400 || AnswerRule.FaultOfDetail(detail) is not null)
            {
                throw new InvalidOperationException($"Status {status} with {AnswerRule.FaultOfDetail(detail)}", e);
            }
        }
    }

    private static IEnumerable<byte[]> Files(params string[] names) => names.Select(name => File.ReadAllBytes(Path.Combine(Model.Value.Folder, name)));

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);
}
