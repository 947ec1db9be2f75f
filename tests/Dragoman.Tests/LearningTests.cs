using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.TestKit;
using Dragoman.Training;

namespace Dragoman.Tests;

/// <summary>Whole models learn a task whose answer is known: to write a row of digits backwards.</summary>
public sealed class LearningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("default")]
    [InlineData("d2l-bahdanau")]
    [InlineData("d2l-lstm")]
    public void Run_DigitsToReverse_LearnsThem(string preset)
    {
        string model = _folder[preset];
        SentencePair[] pairs = [.. Enumerable.Range(0, 4000).Select(Reversal)];

        new Trainer(new TrainingRequest { Options = Recipe(preset), Training = new MemoryCorpus(pairs.Skip(100)), Folder = model })
            .Run(TestContext.Current.CancellationToken);

        using var translator = Translator.Load(model);
        var answers = translator.TranslateBatch(
            [.. pairs.Take(100).Select(pair => pair.Source)], SearchOptions.Greedy, TestContext.Current.CancellationToken);
        int right = pairs.Zip(answers).Count(pair => pair.First.Target == pair.Second.Text);
        Assert.True(right >= 95, $"{preset} reversed {right} of 100 rows that it had not seen.");
    }

    public void Dispose() => _folder.Dispose();

    private static TranslatorOptions Recipe(string preset)
    {
        OptionsDocument options = new(Preset.Find(preset).Options);
        foreach (string setting in new[]
        {
            "data.validationShare=0",
            "model.embedSize=32",
            "model.encoderHiddenSize=" + (preset == "default" ? 32 : 64),
            "model.encoderLayers=1",
            "model.decoderHiddenSize=64",
            "model.decoderLayers=1",
            "model.attention.units=64",
            "model.layerDropout=0",
            "model.attention.dropout=0",
            "model.embedDropout=0",
            "model.readoutDropout=0",
            "training.optimizer.learningRate=0.01",
            "training.schedule=linear",
            "training.labelSmoothing=0",
            "training.maximumEpochs=12",
            "training.threads=1",
        })
        {
            options.Set(setting);
        }

        return options.Build();
    }

    /// <summary>Three to seven digits that depend on the number only, and their reversal.</summary>
    private static SentencePair Reversal(int number)
    {
        string digits = (number * 7919 % 9_999_991).ToString("D7", System.Globalization.CultureInfo.InvariantCulture)[..(3 + (number % 5))];
        return new SentencePair(string.Join(' ', digits.ToCharArray()), string.Join(' ', digits.Reverse()));
    }
}
