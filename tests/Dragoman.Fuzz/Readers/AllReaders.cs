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
using Dragoman.Shortlists;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Text.Moses;
using Dragoman.Text.SentencePieces;

namespace Dragoman.Fuzz.Readers;

/// <summary>The readers of everything that comes from outside.</summary>
internal static class AllReaders
{
    private static readonly Lazy<SampleModel> Model = new(() => SampleModel.TrainAll(new TemporaryFolder().Path)[0]);
    private static readonly Lazy<Translator> Translator = new(() => Dragoman.Translator.Load(Model.Value.Folder));

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Reader> All { get; } =
    [
        Reader.OfFile<CheckpointException>("safetensors", ReadTensors, () => Files("model.safetensors", "neighbours.safetensors", "shortlist.safetensors", "training/state.safetensors")),
        Reader.OfFile<CheckpointException>("config", path => ConfigurationFile.Read(path), () => Files("config.json")),
        Reader.OfFile<VocabularyException>("vocabulary", path => Vocabulary.Load(path), () => Files("source.vocab")),
        Reader.OfText<InvalidDataException>("merges", text => BytePairCodes.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))), "#version: 0.2\na b\nab c</w>\nd e\n"),
        Reader.OfText<InvalidDataException>("truecaser", ReadTruecaser, "the (90/95) The (5)\nIBM (7/7)\n"),
        Reader.OfFile<InvalidDataException>("sentence-piece", ReadSentencePieces, SentencePieceModels),
        Reader.OfFile<CorpusFormatException>("json-lines", path => new JsonLinesCorpus(path).ReadLines().Count(), () => Texts("{\"source\": \"a b\", \"target\": \"c\", \"id\": [1, {}]}\n{}\n")),
        Reader.OfFile<CheckpointException>("index", path => NeighbourIndex.Open(path, Translator.Value).Dispose(), () => Files("neighbours.safetensors")),
        Reader.OfFile<CheckpointException>("shortlist", ReadTable, () => Files("shortlist.safetensors")),
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

    private static void ReadTable(string path)
    {
        LexicalTable table = LexicalTableFile.Read(path, Translator.Value.Source.Vocabulary, Translator.Value.Target.Vocabulary);
        table.TokensFor([.. Enumerable.Range(0, Translator.Value.Source.Vocabulary.Count)], translations: 3, frequent: 2);
    }

    private static void ReadTruecaser(string text)
    {
        Truecaser truecaser = TruecaserFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        TruecaserFile.Write(truecaser, new MemoryStream());
    }

    private static void ReadSentencePieces(string path)
    {
        SentencePieceTokenizer tokenizer = new(SentencePieceModel.Read(File.ReadAllBytes(path)));
        tokenizer.Detokenize(tokenizer.Tokenize("A word, or two: ﬁ 🙂 ▁ 東京"));
        tokenizer.Locate("A word, or two: ﬁ 🙂 ▁ 東京");
    }

    private static IEnumerable<byte[]> SentencePieceModels() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "sentence-piece"), "*.model").Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

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
