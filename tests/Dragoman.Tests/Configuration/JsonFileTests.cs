using System.Text;
using Dragoman.Configuration;
using Dragoman.Options;
using Dragoman.TestKit;

namespace Dragoman.Tests.Configuration;

public sealed class JsonFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Encoding> Encodings => [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadBytes_FileWithByteOrderMark_IsPlainUtf8(Encoding encoding)
    {
        string path = _folder.Write("a.json", [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"é\": 1}")]);
        Assert.Equal("{\"é\": 1}", Encoding.UTF8.GetString(JsonFile.ReadBytes(path)));
    }

    [Fact]
    public void ReadBytes_FileOfAnotherKind_NamesIt()
    {
        string path = _folder.Write("a.json", Encoding.Unicode.GetBytes("{\"a\": 1}"));
        Assert.Contains("UTF-16", Assert.Throws<ConfigurationException>(() => JsonFile.ReadBytes(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_ConfigurationWithByteOrderMark_IsRead()
    {
        OptionsDocument document = new(Preset.Find("default").Options);
        document.Merge(_folder.Write("a.json", "\uFEFF{ \"model\": { \"embedSize\": 12 } }"));
        Assert.Equal(12, document.Build().Model.EmbedSize);
    }
}
