using System.CommandLine;
using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Drawing;
using Dragoman.Cli.Serving;
using Dragoman.Cli.Training;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Lab.Demo;
using Dragoman.Metrics;
using Dragoman.Optimization;
using Dragoman.Server;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;
using Dragoman.Visualization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman demo</c>: trains the default model on the built-in corpus, scores it, translates, and draws where it looked.</summary>
internal sealed class DemoCommand : Command
{
    /// <summary>A sentence to go on with; the model knows all its words.</summary>
    internal const string Suggestion = "the small girl does not see the old red car .";

    private const string DefaultFolder = "demo-model";
    private const string DefaultDrawing = "demo-attention.svg";
    private const int TrainingPairs = 45_000;
    private const int ValidationPairs = 500;
    private const int TestPairs = 1_000;
    private const ulong CorpusSeed = 1;

    private readonly Terminal _terminal;

    private readonly Option<string> _model = new("--model")
    {
        Description = $"Folder for the model. Default: {DefaultFolder}, which is replaced if it is there.",
        HelpName = "DIR",
    };

    private readonly OutputOption _svg = new("--svg", $"File for the picture of the attention. Default: {DefaultDrawing}.");

    private readonly Option<bool> _open = new("--open") { Description = "At the end serve the model, and show the page in the browser." };

    private readonly Option<int?> _threads = NumberOption.Whole("--threads", 0, "Threads to train with. Default: one per processor.");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal DemoCommand(Terminal terminal)
        : base("demo", "Train a small English-French model on a built-in corpus, translate, and draw the attention; about a minute.")
    {
        _terminal = terminal;
        Add(_model);
        _svg.AddTo(this);
        Add(_threads);
        Add(_open);
        SetAction(Run);
    }

    /// <summary>The default recipe in a size that learns the demo's little language within a minute.</summary>
    private static TranslatorOptions Recipe(int threads)
    {
        TranslatorOptions options = Preset.Find("default").Options;
        return options with
        {
            Data = options.Data with
            {
                Vocabulary = new VocabularyOptions(MinimumFrequency: 1),
                Batching = new BatchingOptions(BatchSize: 48),
            },
            Model = options.Model with { EmbedSize = 128, EmbedDropout = 0.05f, ReadoutDropout = 0.1f },
            Training = options.Training with
            {
                Optimizer = options.Training.Optimizer with { LearningRate = 0.004f },
                Schedule = LearningRateSchedule.Linear,
                WarmupUpdates = 50,
                LabelSmoothing = 0f,
                MaximumEpochs = 2,
                ValidationInterval = 500,
                Threads = threads,
            },
        };
    }

    private int Run(ParseResult arguments)
    {
        string? named = arguments.GetValue(_model);
        ModelFolder folder = new(named ?? DefaultFolder);
        if (named is not null && folder.Exists)
        {
            throw new CommandException($"{folder.Path} holds a model already; name another folder with --model.");
        }

        TextOutput drawing = _svg.Open(arguments, _terminal, new InputFiles(_terminal).AddModel(folder.Path), DefaultDrawing);
        DemoSplit corpus = DemoCorpus.Split(TrainingPairs, ValidationPairs, TestPairs, CorpusSeed);
        Say($"Learning English to French from {TrainingPairs:N0} sentence pairs made by a small grammar, such as");
        foreach (DemoPair pair in corpus.Training.Take(3))
        {
            Say($"  {pair.English}  →  {pair.French}");
        }

        Say("");
        TranslatorOptions options = Recipe(arguments.GetValue(_threads) ?? 0);
        SampledTraining display = new(
            TrainingDisplay.Create(_terminal, options.Training), folder.Path, [.. DemoCorpus.Showcase.Select(pair => pair.English)]);
        Trainer trainer = new(new TrainingRequest
        {
            Options = options,
            Training = DemoCorpus.AsCorpus(corpus.Training),
            Validation = DemoCorpus.AsCorpus(corpus.Validation),
            Folder = folder.Path,
            Observer = display,
            Overwrites = true,
        });
        using StopSignals signals = new(display.OnStopping);
        TrainingSummary summary = display.Show(() => trainer.Run(signals.Token));
        Say(TrainingAdvice.Describe(summary));
        if (summary.Reason == TrainingEnd.Stopped && signals.Received is { } signal)
        {
            return ExitCode.Stopped(signal);
        }

        using Translator translator = Translator.Load(folder.Path);
        Score(translator, corpus.Test);
        Show(translator);
        Draw(translator, drawing);
        Say("");
        Say($"The picture is in {drawing.Name}, the model in {folder.Path}. Go on with:");
        Say($"  dragoman attention --model {folder.Path} \"{Suggestion}\"");
        Say($"  dragoman translate --model {folder.Path} --beam 5");
        Say($"  dragoman serve     --model {folder.Path} --open");
        if (arguments.GetValue(_open))
        {
            signals.Dispose(); // They stop the server now.
            new ServerRun(_terminal).Serve(
                new ServerOptions { Models = models => models.AddModel(folder.Path), TrainingFolders = [folder.Path] }, opens: true);
        }

        return ExitCode.Success;
    }

    private void Score(Translator translator, IReadOnlyList<DemoPair> test)
    {
        string[] sources = [.. test.Select(pair => pair.English)];
        string[] references = [.. test.Select(pair => pair.French)];
        string[] hypotheses = [.. translator.TranslateBatch(sources).Select(translation => translation.Text)];
        BleuMetric bleu = new(new BleuOptions(Tokenization: BleuTokenization.None));
        int exact = hypotheses.Zip(references).Count(pair => pair.First == pair.Second);
        Say("");
        Say($"On {test.Count:N0} sentences that it never saw: {bleu.Score(hypotheses, [references]).ToSignedString()}");
        Say($"{exact:N0} of them are translated word for word as the grammar does.");
    }

    private void Show(Translator translator)
    {
        Say("");
        foreach (DemoPair pair in DemoCorpus.Showcase)
        {
            string translation = translator.Translate(pair.English).Text;
            Say($"  {pair.English}");
            Say(translation == pair.French ? $"  → {translation}" : $"  → {translation}   (expected: {pair.French})");
        }
    }

    private void Draw(Translator translator, TextOutput drawing)
    {
        string sentence = DemoCorpus.Showcase[0].English;
        Translation translation = translator.Translate(sentence, SearchOptions.Greedy);
        AttentionMap map = translation.Attention!; // The default model has attention.
        Say("");
        Say("Where it looked: a row for each French word, a column for each English one.");
        Say("");
        HeatMap.Draw(_terminal, map);
        drawing.Write(writer => writer.Write(AttentionSvg.Render(map, $"{sentence} → {translation.Text}")));
    }

    private void Say(FormattableString line) => Say(line.ToString(CultureInfo.InvariantCulture));

    private void Say(string line)
    {
        _terminal.Output.WriteLine(line);
        _terminal.Output.Flush();
    }
}
