using Dragoman.Configuration;
using Dragoman.Options;
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

        TranslatorOptions options = _document.Build();

        Assert.Equal((7, "Lstm"), (options.Model.EmbedSize, options.Model.Cell.ToString()));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1e5")]
    public void Set_TextThatLooksLikeSomethingElse_StaysText(string name)
    {
        _document.Set("data.source.tokenizer=bytePair");
        _document.Set("data.source.bytePair.codes=" + name);

        Assert.Equal(name, _document.Build().Data.Source.BytePair.Codes);
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
    [InlineData("training.optimizer.learningRate", "NaN", "a number")]
    [InlineData("training.optimizer.learningRate", "1e400", "a number")]
    [InlineData("training.optimizer.learningRate", "1e39", "a number that is neither too large nor so small that it would count as 0")]
    [InlineData("training.optimizer.learningRate", "-Infinity", "a number")]
    [InlineData("training.optimizer.learningRate", "∞", "a number")]
    [InlineData("training.optimizer.learningRate", "1,5", "a number")]
    [InlineData("training.optimizer.learningRate", "true", "a number")]
    [InlineData("data.validationShare", "1e400", "a number")]
    [InlineData("training.patience", "", "a whole number")]
    [InlineData("training.patience", "  ", "a whole number")]
    [InlineData("training.patience", "1.5", "a whole number")]
    [InlineData("training.patience", "0x10", "a whole number")]
    [InlineData("training.patience", "\"3\"", "a whole number")]
    [InlineData("training.patience", "null", "a whole number")]
    [InlineData("training.patience", "2147483648", "a whole number of at most 2147483647")]
    [InlineData("training.maximumUpdates", "9223372036854775808", "a whole number of at most 9223372036854775807")]
    [InlineData("training.seed", "-1", "a whole number of 0 to 18446744073709551615")]
    [InlineData("model.residual", "1", "true or false")]
    public void Build_NoSuchValue_SaysWhatIsTaken(string path, string value, string expected)
    {
        _document.Set($"{path}={value}");

        ConfigurationException error = Assert.Throws<ConfigurationException>(_document.Build);

        Assert.StartsWith($"{path} is ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; it must be {expected}.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e400", "a number that is neither too large nor so small that it would count as 0")]
    [InlineData("1e39", "a number that is neither too large nor so small that it would count as 0")]
    [InlineData("1e-60", "a number that is neither too large nor so small that it would count as 0")]
    [InlineData("-1e-400", "a number that is neither too large nor so small that it would count as 0")]
    [InlineData("\"0.1\"", "a number")]
    [InlineData("[]", "a number")]
    [InlineData("{}", "a number")]
    public void Build_NoNumberInAFile_NamesTheFile(string value, string expected)
    {
        string file = _folder.Write("options.json", $$"""{ "training": { "optimizer": { "learningRate": {{value}} } } }""");
        _document.Merge(file);

        ConfigurationException error = Assert.Throws<ConfigurationException>(_document.Build);

        Assert.Equal($"{file}: training.optimizer.learningRate is {value}; it must be {expected}.", error.Message);
    }

    [Fact]
    public void Build_GreatestSeed_IsKept()
    {
        _document.Set("training.seed=18446744073709551615");

        Assert.Equal(ulong.MaxValue, _document.Build().Training.Seed);
    }

    [Theory]
    [InlineData("seq2seq-init", "model.summary=mean", "nothing reads the summary")]
    [InlineData("seq2seq-init", "model.attention.units=64", "model.attention.score is none")]
    [InlineData("seq2seq-init", "model.attention.inputFeeding=true", "model.attention.score is none")]
    [InlineData("seq2seq-init", "decoding.coveragePenalty=0.3", "model.attention.score is none")]
    [InlineData("seq2seq-init", "model.readout=maxout", "model.attention.score is none")]
    [InlineData("luong-dot", "model.attention.units=64", "only the additive and concat scores")]
    [InlineData("luong-dot", "model.attention.positions=32", "model.attention.score is not location")]
    [InlineData("luong-general", "model.attention.windowRadius=5", "model.attention.window is global")]
    [InlineData("luong-general", "model.maxoutUnits=64", "model.readout is not a maxout")]
    [InlineData("luong-general", "model.context=initialState", "model.attention.score is not none")]
    [InlineData("d2l-bahdanau", "model.attention.inputFeeding=true", "model.attention.placement is not afterCell")]
    [InlineData("default", "model.layerDropout=0.1", "have one layer each")]
    [InlineData("default", "training.decayAfterEpochs=3", "training.schedule is not epochs")]
    [InlineData("default", "training.optimizer.momentum=0.9", "training.optimizer.kind is adam")]
    [InlineData("rnnsearch", "training.optimizer.beta1=0.8", "training.optimizer.kind is adadelta")]
    [InlineData("default", "decoding.topK=3", "decoding.temperature is 0")]
    [InlineData("default", "decoding.seed=3", "decoding.temperature is 0")]
    [InlineData("default", "data.batching.shuffleSeed=3", "training.seed is the seed of shuffling")]
    [InlineData("translate", "data.target.bytePair.merges=2000", "data.vocabulary.shared is true")]
    [InlineData("translate", "data.target.bytePair.codes=codes.bpe", "data.vocabulary.shared is true")]
    public void BuildEffective_ChangeWithoutEffect_IsRefused(string preset, string setting, string reason)
    {
        OptionsDocument document = new(Preset.Find(preset).Options);
        document.Set(setting);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => document.BuildEffective());

        Assert.StartsWith($"{setting.Split('=')[0]} would have no effect, for ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.layerDropout=0.1", "model.encoderLayers=2", "model.decoderLayers=2")]
    [InlineData("model.layerDropout=0")]
    [InlineData("model.attention.score=none", "model.attention.dropout=0", "model.summary=mean")]
    [InlineData("model.bridge=linear", "model.summary=mean")]
    [InlineData("model.attention.window=predicted", "model.attention.score=dot", "model.attention.units=12", "model.attention.windowRadius=4")]
    [InlineData("decoding.temperature=1", "decoding.topK=3", "decoding.seed=3")]
    [InlineData("data.vocabulary.shared=true", "data.source.tokenizer=bytePair", "data.target.tokenizer=bytePair", "data.source.bytePair.merges=9", "data.target.bytePair.merges=9", "data.target.bytePair.dropout=0.1")]
    [InlineData("training.schedule=epochs", "training.decayAfterEpochs=3", "training.decayFactor=0.7")]
    public void BuildEffective_WithEffectOrUnchanged_IsTaken(params string[] settings)
    {
        foreach (string setting in settings)
        {
            _document.Set(setting);
        }

        Assert.Equal(OptionCatalog.ValuesOf(_document.Build()), OptionCatalog.ValuesOf(_document.BuildEffective()));
    }

    [Fact]
    public void BuildEffective_BeamOfASampler_IsRefused()
    {
        _document.Set("decoding.temperature=0.5");
        _document.Set("decoding.beam=9");

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => _document.BuildEffective());

        Assert.Equal("decoding.beam would have no effect, for decoding.temperature is above 0: tokens are drawn, not searched for. Leave it out.", error.Message);
    }

    [Fact]
    public void BuildEffective_PenaltyOfGreedySearch_IsRefused()
    {
        _document.Set("decoding.beam=1");
        _document.Set("decoding.lengthPenalty=2");

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => _document.BuildEffective());

        Assert.StartsWith("decoding.lengthPenalty would have no effect, for decoding.beam is 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildEffective_IdleBesideWhatElseIsGiven_IsRefused()
    {
        IdleOption share = new("data.validationShare", "the pairs of held.tsv are validated on");
        Assert.Equal(_document.Build(), _document.BuildEffective(share));
        _document.Set("data.validationShare=0.3");

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => _document.BuildEffective(share));

        Assert.Equal("data.validationShare would have no effect, for the pairs of held.tsv are validated on. Leave it out.", error.Message);
    }

    [Fact]
    public void BuildEffective_FileOfAWholeRecipe_MayHoldValuesWithoutEffect()
    {
        foreach (Preset preset in Preset.All)
        {
            OptionsDocument document = new(Preset.Find("default").Options);
            document.Merge(_folder.Write("recipe.json", new OptionsDocument(preset.Options).ToJson()));

            Assert.Equal(preset.Options, document.BuildEffective());
        }
    }

    [Theory]
    [InlineData("{ \"model\": 3 }", "model is 3; it must be a group of options: cell, embedSize,")]
    [InlineData("{ \"embedSize\": 3 }", "there is no option embedSize")]
    [InlineData("{ \"model\": { \"embedSiez\": 3 } }", "there is no option model.embedSiez")]
    [InlineData("{ model: 3 }", ", line 1, column 3: not valid JSON: ")]
    [InlineData("{ \"éé\": x }", ", line 1, column 9: not valid JSON: ")]
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
    public void Merge_DamagedLiteral_SaysWhyOnOneShortLine()
    {
        string file = _folder.Write("options.json", "{ \"model\": tnfc\n" + new string('x', 5000) + "\n}");

        string message = Assert.Throws<ConfigurationException>(() => _document.Merge(file)).Message;

        Assert.Contains(", line 1, column 13: not valid JSON: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.InRange(message.Length, 0, file.Length + 300);
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
