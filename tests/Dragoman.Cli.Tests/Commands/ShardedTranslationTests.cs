using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

/// <summary>Parts of a translation, put together, are the whole.</summary>
public sealed class ShardedTranslationTests(TrainedModel model) : IDisposable
{
    private const string Lines = "a b\nc\n\nd e f\nf\n  \nb b a\nc d\n";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("", 2)]
    [InlineData("\n", 3)]
    [InlineData("a b", 3)]
    [InlineData("a b\n\n\nc d e\n", 5)]
    [InlineData("a b\r\nc\r\n\r\nd e f\nf\n  \nb b a\nc d", 9)]
    public void Merge_OfEveryDivision_IsTheWhole(string text, int most)
    {
        string input = _workspace.Write("input", text);
        string whole = InProcess.Run("translate", "--model", model.Folder, "--input", input).Expect(0).Output;
        for (int count = 1; count <= most; count++)
        {
            Assert.Equal(whole, TranslateAndMerge(count, "--input", input));
        }
    }

    [Theory]
    [InlineData("--alignments", "pharaoh")]
    [InlineData("--n-best", "3", "--beam", "4", "--alignments", "json")]
    [InlineData("--format", "moses")]
    [InlineData("--format", "json", "--beam", "2")]
    [InlineData("--temperature", "1.5", "--seed", "3")]
    public void Merge_OfAnyForm_IsTheWhole(params string[] form)
    {
        string input = _workspace.Write("input", Lines);
        string whole = InProcess.Run(["translate", "--model", model.Folder, "--input", input, .. form]).Expect(0).Output;

        Assert.Equal(whole, TranslateAndMerge(3, ["--input", input, .. form]));
    }

    [Fact]
    public void Merge_OfObjects_KeepsTheirMembersAndOrder()
    {
        string text = string.Concat(Enumerable.Range(0, 11).Select(i => i == 4 ? "\n" : $"{{\"id\":\"x{i}\",\"text\":\"{(char)('a' + (i % 6))} b\"}}\n"));
        string input = _workspace.Write("input.jsonl", text);
        string[] form = ["--input", input, "--format", "jsonl"];

        string merged = TranslateAndMerge(4, form);

        Assert.Equal(InProcess.Run(["translate", "--model", model.Folder, .. form]).Expect(0).Output, merged);
        string[] ids = [.. merged.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];
        Assert.Equal([.. Enumerable.Range(0, 11).Where(i => i != 4).Select(i => $"x{i}")], ids);
    }

    [Fact]
    public void Merge_WithBeginningsAndConstraints_IsTheWhole()
    {
        string[] form =
        [
            "--input", _workspace.Write("input", "a b\nc\nd e\nf a\n"),
            "--prefixes", _workspace.Write("prefixes", "\nBravo\n\nEcho\n"),
            "--constraints", _workspace.Write("constraints", "{\"not\":[\"Alpha\"]}\n\n{\"must\":[\"Foxtrot\"]}\n\n"), "--beam", "4",
        ];

        string merged = TranslateAndMerge(3, form);

        Assert.Equal(InProcess.Run(["translate", "--model", model.Folder, .. form]).Expect(0).Output, merged);
        Assert.StartsWith("bravo", merged.Split('\n')[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n\n", "fewer")]
    [InlineData("\n\n\n\n\n", "more")]
    public void Translate_PrefixesAreOfAnotherLength_IsRefusedByEveryPart(string prefixes, string comparison)
    {
        string input = _workspace.Write("input", "a\nb\nc\nd\n");
        string file = _workspace.Write("prefixes", prefixes);
        for (int number = 1; number <= 3; number++)
        {
            string error = InProcess.Run(
                "translate", "--model", model.Folder, "--input", input, "--prefixes", file, "--shard", $"{number}/3", "--output", _workspace["out"]).Expect(1).Error;

            Assert.Contains($"has {comparison} lines than", error, StringComparison.Ordinal);
            Assert.False(File.Exists(_workspace["out"]));
            File.Delete(_workspace["out.partial"]);
        }
    }

    [Fact]
    public void Translate_CompressedOrPiped_IsTheSamePart()
    {
        string plain = _workspace.Write("input", Lines);
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Lines));
        }

        Translate("1/3", "out.1", "--input", plain);
        Translate("2/3", "out.2", "--input", _workspace.Write("input.gz", compressed.ToArray()));
        InProcess.RunWithInput(Lines, "translate", "--model", model.Folder, "--shard", "3/3", "--output", _workspace["out.3"]).Expect(0);

        Assert.Equal(InProcess.Run("translate", "--model", model.Folder, "--input", plain).Output, Merge("out.1", "out.2", "out.3"));
    }

    [Fact]
    public void Translate_LineOfAPart_IsNamedByItsPlaceInTheInput()
    {
        string columns = InProcess.RunWithInput(
            "a\nb\nc\nd\na\tb\n", "translate", "--model", model.Folder, "--shard", "2/3", "--output", _workspace["out"]).Expect(0).Error;
        string objects = InProcess.RunWithInput(
            "{\"text\":\"a\"}\n\n\n{}\n", "translate", "--model", model.Folder, "--format", "jsonl", "--shard", "2/2", "--output", _workspace["out.2"]).Expect(1).Error;
        string prefixes = InProcess.RunWithInput(
            "a\nb\nc\n", "translate", "--model", model.Folder, "--prefixes", _workspace.Write("prefixes", "\n\nNobody\n"), "--shard", "1/2", "--output", _workspace["out.1"]).Expect(1).Error;

        Assert.Contains("standard input, line 5 holds a TAB", columns, StringComparison.Ordinal);
        Assert.Contains("line 4: the object has no member", objects, StringComparison.Ordinal);
        Assert.Contains("prefixes, line 3: ", prefixes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it must be K/N", "--shard", "5/4", "--output", "o")]
    [InlineData("it must be K/N", "--shard", "half", "--output", "o")]
    [InlineData("--shard needs --output FILE", "--shard", "1/4")]
    [InlineData("--resume needs --output FILE", "--resume", "--output", "-")]
    public void Translate_OptionIsWrong_IsUsage(string message, params string[] options) =>
        Assert.Contains(message, InProcess.Run(["translate", "--model", model.Folder, .. options]).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public void Translate_NoteWouldReplaceAnInput_IsRefused()
    {
        string input = _workspace.Write("out.shard.json", "a\n");

        string error = InProcess.Run("translate", "--model", model.Folder, "--input", input, "--shard", "1/2", "--output", _workspace["out"]).Expect(2).Error;

        Assert.Contains("would take the place of", error, StringComparison.Ordinal);
        Assert.Equal("a\n", File.ReadAllText(input));
    }

    private string TranslateAndMerge(int count, params string[] options)
    {
        string[] names = [.. Enumerable.Range(1, count).Select(number => $"out.{number}")];
        for (int number = count; number > 0; number--)
        {
            Translate($"{number}/{count}", names[number - 1], options);
        }

        return Merge([.. names.Order(StringComparer.Ordinal)]);
    }

    private void Translate(string shard, string output, params string[] options) =>
        InProcess.Run(["translate", "--model", model.Folder, "--shard", shard, "--output", _workspace[output], .. options]).Expect(0);

    private string Merge(params string[] names) => InProcess.Run(["merge", "--shards", .. names.Select(name => _workspace[name])]).Expect(0).Output;
}
