using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Training;

namespace Dragoman.Tests.Storage;

/// <summary>A model folder written in version 1 of the format, kept in <c>Fixtures/format-1</c>, goes on to be read, used and trained.</summary>
public sealed class FormatOneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Fixtures => Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_ItsOptions_AreThoseOfToday()
    {
        using Translator translator = Translator.Load(Copy());

        Assert.Equal(
            new AttentionOptions(AttentionScore.Additive, Units: 5, Window: WindowKind.Predicted, WindowRadius: 3, InputFeeding: true, Dropout: 0.1f),
            translator.Options.Model.Attention);
        Assert.Equal((6, 8), (translator.Options.Model.EmbedSize, translator.Options.Model.DecoderHiddenSize));
    }

    [Theory]
    [InlineData("the cat sleeps .", "le chien mange", -2.851787383537335)]
    [InlineData("a bird eats .", "le oiseau mange", -1.9476004886272893)]
    [InlineData("the dog sings .", "le oiseau chante", -1.6941798786912745)]
    public void Translate_AsItsWriterDid(string source, string expected, double logProbability)
    {
        using Translator translator = Translator.Load(Copy());

        Translation found = translator.Translate(source, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, found.Text);
        Assert.Equal(logProbability, found.LogProbability, 1e-4);
    }

    [Fact]
    public void Resume_GoesOnAndWritesTheFormatOfToday()
    {
        ModelFolder model = new(Copy());
        TranslatorOptions options = model.ReadOptions();
        TsvCorpus pairs = new(Path.Combine(Fixtures, "format-1.tsv"));

        TranslatorOptions longer = options.WithTraining(training => training with { MaximumEpochs = 31 });
        TrainingSummary summary = new Trainer(new TrainingRequest { Options = longer, Training = pairs, Folder = model.Path, Resume = true })
            .Run(TestContext.Current.CancellationToken);

        Assert.Equal(186, summary.Update);
        Assert.Contains("\"formatVersion\": 2", File.ReadAllText(Path.Combine(model.Path, "config.json")), StringComparison.Ordinal);
        using Translator translator = Translator.Load(model.Path); // The weights' notes are those of version 1 still, or of today.
        Assert.Equal(options.Model, translator.Options.Model);
    }

    private string Copy()
    {
        string original = Path.Combine(Fixtures, "format-1");
        foreach (string file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder.Path, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return _folder.Path;
    }
}
