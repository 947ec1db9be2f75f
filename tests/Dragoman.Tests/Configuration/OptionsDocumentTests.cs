using Dragoman.Configuration;
using Dragoman.TestKit;

namespace Dragoman.Tests.Configuration;

public sealed class OptionsDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OptionsDocument _document = new(Preset.Find("default").Options);

    [Fact]
    public void Build_SettingsOverAFile_LastOneCounts()
    {
        _document.Merge(_folder.Write("options.json", """{ "model": { "embedSize": 5, "cell": "lstm" } }"""));
        _document.Set("model.embedSize=7");

        ExperimentOptions options = _document.Build();

        Assert.Equal((7, "Lstm"), (options.Model.EmbedSize, options.Model.Cell.ToString()));
    }

    [Theory]
    [InlineData("learningRate=1", "Did you mean \"training.optimizer.learningRate\"?")]
    [InlineData("training.learningRate=1", "Did you mean \"training.optimizer.learningRate\"?")]
    [InlineData("model.embedsize=3", "Did you mean \"model.embedSize\"?")]
    [InlineData("model.embedSiez=3", "Did you mean \"model.embedSize\"?")]
    [InlineData("somethingElse=3", "there are: data, model, training, decoding. `dragoman options` lists all.")]
    [InlineData("model=3", "--set: model is a group of options; name one of: cell, embedSize,")]
    [InlineData("model.cell.kind=3", "--set: model.cell is a value, not a group of options.")]
    [InlineData("model.cell", "--set model.cell: expected key=value, such as model.embedSize=128.")]
    public void Set_SlipOfThePen_SaysWhatThereIs(string setting, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigurationException>(() => _document.Set(setting)).Message, StringComparison.Ordinal);

    [Fact]
    public void Build_WrongTypeInAFile_NamesTheFile()
    {
        string file = _folder.Write("options.json", """{ "model": { "embedSize": "wide" } }""");
        _document.Merge(file);

        ConfigurationException error = Assert.Throws<ConfigurationException>(_document.Build);

        Assert.Equal($"{file}: model.embedSize is \"wide\"; it must be a whole number.", error.Message);
    }

    [Theory]
    [InlineData("{ \"model\": { \"embedSiez\": 3 } }", "there is no option model.embedSiez")]
    [InlineData("{ model: 3 }", ", line 1, column 3: not valid JSON: ")]
    [InlineData("[]", " must hold a JSON object")]
    [InlineData("{ \"title\": \"t\", \"systems\": {} }", " describes an experiment, not options. Run it with: dragoman experiment ")]
    public void Merge_NotOptions_SaysWhy(string json, string message)
    {
        string file = _folder.Write("options.json", json);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => _document.Merge(file));

        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_NoFile_SaysSo() => Assert.Equal(
        $"{_folder["none.json"]}: the file does not exist.", Assert.Throws<ConfigurationException>(() => _document.Merge(_folder["none.json"])).Message);

    [Fact]
    public void ToJson_Merged_GivesTheSameOptions()
    {
        _document.Set("model.embedSize=7");
        OptionsDocument copy = new(Preset.Find("grammar").Options);

        copy.Merge(_folder.Write("options.json", _document.ToJson()));

        Assert.Equal(OptionCatalog.ValuesOf(_document.Build()), OptionCatalog.ValuesOf(copy.Build()));
    }

    public void Dispose() => _folder.Dispose();
}
