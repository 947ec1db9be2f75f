using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

/// <summary>Corpora of JSON objects, one per line.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private const string Objects = "{\"id\":7,\"source\":\"the \\u0063at\",\"target\":\"le chat\"}\n\n{\"target\":\"deux\",\"source\":\"two\",\"more\":{\"source\":1}}\n";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("pairs.jsonl")]
    [InlineData("pairs.JSONL.gz")]
    public void Data_OfObjects_IsReadAsPairs(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(Objects);
        string data = _workspace.Write(name, name.EndsWith("gz", StringComparison.Ordinal) ? Compress(text) : text);

        CommandResult result = InProcess.Run("prepare", "--data", data).Expect(0);

        Assert.Equal("the cat\tle chat\ntwo\tdeux\n", result.Output);
    }

    [Fact]
    public void Prepare_IntoObjects_KeepsThemAsTheyAre()
    {
        string data = _workspace.Write("pairs.jsonl", Objects);

        InProcess.Run("prepare", "--data", data, "--output", _workspace["kept.jsonl"]).Expect(0);
        InProcess.Run("prepare", "--data", _workspace.Write("pairs.tsv", "the \"cat\"\tle chat\n"), "--output", _workspace["made.jsonl"]).Expect(0);

        Assert.Equal(Objects.Replace("\n\n", "\n", StringComparison.Ordinal), File.ReadAllText(_workspace["kept.jsonl"]));
        Assert.Equal("{\"source\":\"the \\\"cat\\\"\",\"target\":\"le chat\"}\n", File.ReadAllText(_workspace["made.jsonl"]));
    }

    [Fact]
    public void Train_OfObjects_GivesTheSameModelAsOfColumns()
    {
        string[] lines = File.ReadAllLines(_workspace.WriteCorpus());
        string data = _workspace.Write(
            "pairs.jsonl", string.Concat(lines.Select(line => line.Split('\t')).Select(pair => $"{{\"source\":\"{pair[0]}\",\"target\":\"{pair[1]}\"}}\n")));

        Train(_workspace["pairs.tsv"], "columns");
        Train(data, "objects");

        Assert.Equal(File.ReadAllBytes(_workspace["columns/model.safetensors"]), File.ReadAllBytes(_workspace["objects/model.safetensors"]));
    }

    [Theory]
    [InlineData("[1]", "got an array")]
    [InlineData("{\"source\":\"a\"", "Each line must be one whole object")]
    [InlineData("{\"source\":\"a\",\"source\":\"b\",\"target\":\"c\"}", "the object names \"source\" twice. Leave out one of them.")]
    [InlineData("{\"source\":\"a\",\"goal\":\"b\"}", "no member \"target\"; it has source, goal.")]
    [InlineData("{\"source\":\"a\",\"target\":null}", "must be text; it is null")]
    [InlineData("{\"source\":\"a\\u0000b\",\"target\":\"c\"}", "the member \"source\" holds the character U+0000, which no text has.")]
    [InlineData("{\"source\":\"\\ud800\",\"target\":\"a\"}", "the member \"source\" holds half a surrogate pair")]
    [InlineData("{\"source\":\"a\",\"target\":\"b\",\"more\":{\"\\ud800\":1}}", "the name of a member holds half a surrogate pair")]
    public void Data_LineIsNoPair_SaysWhere(string line, string message)
    {
        string data = _workspace.Write("pairs.jsonl", $"{{\"source\":\"a\",\"target\":\"b\"}}\n{line}\n");

        CommandResult result = InProcess.Run("prepare", "--data", data).Expect(1);

        Assert.Contains("pairs.jsonl, line 2: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_OfObjects_AddsTheTranslationAndKeepsTheRest()
    {
        Train(_workspace.WriteCorpus(), "model");
        string plain = InProcess.RunWithInput("a b\n", "translate", "--model", _workspace["model"]).Expect(0).Lines[0];

        CommandResult result = InProcess.RunWithInput(
            "{ \"id\": 1.50, \"text\": \"a\\u0020b\", \"é\":[1 ,2] }\n\n", "translate", "--model", _workspace["model"], "--format", "jsonl").Expect(0);

        Assert.Equal("", result.Output.Split('\n')[1]);
        Assert.StartsWith($"{{ \"id\": 1.50, \"text\": \"a\\u0020b\", \"é\":[1 ,2],\"translation\":\"{plain}\",\"score\":", result.Lines[0], StringComparison.Ordinal);
        using JsonDocument parsed = JsonDocument.Parse(result.Lines[0]);
        Assert.True(double.IsFinite(parsed.RootElement.GetProperty("score").GetDouble()));
        Assert.Contains(
            "line 1: the object has no member \"body\"; it has text.",
            InProcess.RunWithInput("{\"text\":\"a\"}\n", "translate", "--model", _workspace["model"], "--format", "jsonl", "--field", "body").Expect(1).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"translation\" already",
            InProcess.RunWithInput("{\"text\":\"a\",\"translation\":\"b\"}\n", "translate", "--model", _workspace["model"], "--format", "jsonl").Expect(1).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--field", "body")]
    [InlineData("--format", "jsonl", "--n-best", "2")]
    [InlineData("--format", "jsonl", "--alignments", "json")]
    public void Translate_OptionsWithoutEffect_AreRefused(params string[] options) =>
        Assert.Contains("no effect", InProcess.Run(["translate", "--model", "m", .. options]).Expect(2).Error, StringComparison.Ordinal);

    private void Train(string data, string model) => InProcess.Run(
        ["train", "--data", data, "--model", _workspace[model], "--set", "training.maximumEpochs=1", .. Workspace.TinyRecipe]).Expect(0);

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }
}
