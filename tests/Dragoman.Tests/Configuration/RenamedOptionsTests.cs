using Dragoman.Configuration;
using Dragoman.Options;
using Dragoman.TestKit;

namespace Dragoman.Tests.Configuration;

public sealed class RenamedOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OptionsDocument _document = new(new TranslatorOptions());

    public static TheoryData<string, string> Renamed => new()
    {
        { "model.attention=dot", "model.attention.score=dot" },
        { "model.attentionUnits=7", "model.attention.units=7" },
        { "model.attentionPositions=7", "model.attention.positions=7" },
        { "model.span=predicted", "model.attention.window=predicted" },
        { "model.spanRadius=7", "model.attention.windowRadius=7" },
        { "model.placement=beforeCell", "model.attention.placement=beforeCell" },
        { "model.inputFeeding=true", "model.attention.inputFeeding=true" },
        { "model.attentionDropout=0.5", "model.attention.dropout=0.5" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Renamed))]
    public void Set_OldName_SetsTheOptionThatItIsNow(string before, string now)
    {
        OptionsDocument other = new(new TranslatorOptions());
        _document.Set(before);
        other.Set(now);

        Assert.Equal(other.Build(), _document.Build());
        Assert.NotEqual(new TranslatorOptions(), _document.Build());
    }

    [Fact]
    public void Merge_FileWithOldNames_IsReadAsWithNewOnes()
    {
        _document.Merge(Write("""
            { "model": { "attention": "general", "span": "predicted", "spanRadius": 4, "inputFeeding": true, "embedSize": 8 } }
            """));
        OptionsDocument other = new(new TranslatorOptions());
        other.Merge(Write("""
            { "model": { "attention": { "score": "general", "window": "predicted", "windowRadius": 4, "inputFeeding": true }, "embedSize": 8 } }
            """));

        Assert.Equal(other.Build(), _document.Build());
    }

    [Fact]
    public void Merge_OptionUnderBothNames_IsRefused()
    {
        string path = Write("""{ "model": { "span": "predicted", "attention": { "window": "monotonic" } } }""");

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => _document.Merge(path));

        Assert.Equal($"{path}: model.span and model.attention.window are one option under its old and its new name. Keep the new one.", error.Message);
    }

    [Theory]
    [InlineData("""{ "model": { "embedSize": 8, "embedSize": 9 } }""", "embedSize")]
    [InlineData("""{ "model": { "attention": "dot", "attention": { "score": "concat" } } }""", "attention")]
    public void Merge_NameThatStandsTwice_IsRefusedWithFileAndName(string json, string name)
    {
        string path = Write(json);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => _document.Merge(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{name}\" stands twice.", error.Message, StringComparison.Ordinal);
    }

    private string Write(string json)
    {
        string path = _folder["options.json"];
        File.WriteAllText(path, json);
        return path;
    }
}
