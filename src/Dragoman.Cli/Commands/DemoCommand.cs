using System.CommandLine;
using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Demos;
using Dragoman.Cli.Drawing;
using Dragoman.Cli.Serving;
using Dragoman.Cli.Training;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Server;
using Dragoman.Storage;
using Dragoman.Training;
using Dragoman.Visualization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman demo</c>: trains a model on a built-in corpus, scores it, translates, and draws where it looked.</summary>
internal sealed class DemoCommand : Command
{
    private readonly Terminal _results;
    private readonly Terminal _terminal;

    private readonly Argument<string> _task = new("what")
    {
        Description = "What is learnt: french, from English sentences of a small grammar, or dates, from the ways in which people write them. Default: french.",
        DefaultValueFactory = _ => DemoTask.All[0].Name,
    };

    private readonly Option<string> _model = new("--model")
    {
        Description = "Folder for the model. Default: demo-model or dates-model, which is replaced if it is there.",
        HelpName = "DIR",
    };

    private readonly OutputOption _svg = new("--svg", "File for the picture of the attention. Default: demo-attention.svg or dates-attention.svg.");

    private readonly OutputOption _pairs = new("--pairs", "Write the corpus into this file of pairs, to train on by other means, and train nothing; - is standard output.");

    private readonly Option<bool> _open = new("--open") { Description = "At the end serve the model, and show the page in the browser." };

    private readonly Option<int?> _threads = NumberOption.Whole("--threads", 0, "Threads to train with. Default: one per processor.");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal DemoCommand(Terminal terminal)
        : base("demo", "Train a small model on a built-in corpus, translate, and draw the attention; about a minute.")
    {
        (_results, _terminal) = (terminal, terminal.ForReports); // What is trained is kept in files; pairs may be wanted as results.
        _task.AcceptOnlyFromAmong([.. DemoTask.All.Select(task => task.Name)]);
        Add(_task);
        Add(_model);
        _svg.AddTo(this);
        Add(_threads);
        Add(_open);
        _pairs.AddTo(this);
        Validators.Add(result =>
        {
            bool isOther = result.GetResult(_model) is not null || _svg.IsIn(result) || result.GetResult(_threads) is not null || result.GetResult(_open) is not null;
            if (_pairs.IsIn(result) && isOther)
            {
                result.AddError($"With {_pairs.Name} nothing is trained, so that no other option would have an effect. Leave it out, or {_pairs.Name}.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_open) && !WebBuild.IsThis)
        {
            return WebBuild.TakeOver();
        }

        DemoTask task = DemoTask.All.First(task => task.Name == arguments.GetValue(_task));
        if (_pairs.OpenIfGiven(arguments, _results, new InputFiles(_results)) is { } pairs)
        {
            return WritePairs(task, pairs);
        }

        string? named = arguments.GetValue(_model);
        ModelFolder folder = new(named ?? $"{task.Prefix}-model");
        if (named is not null && folder.Exists)
        {
            throw new CommandException($"{folder.Path} holds a model already; name another folder with --model.");
        }

        TextOutput drawing = _svg.Open(arguments, _terminal, new InputFiles(_terminal).AddModel(folder.Path), $"{task.Prefix}-attention.svg");
        (IReadOnlyList<SentencePair> training, IReadOnlyList<SentencePair> validation, IReadOnlyList<SentencePair> test) = task.Draw();
        Announce(task, training);
        TranslatorOptions options = task.Recipe.WithTraining(training => training with { Threads = arguments.GetValue(_threads) ?? 0 });
        SampledTraining display = new(TrainingDisplay.Create(_terminal, options.Training), folder.Path, [.. task.Showcase.Select(pair => pair.Source)]);
        Trainer trainer = new(new TrainingRequest
        {
            Options = options,
            Training = new MemoryCorpus(training, "the demo corpus"),
            Validation = new MemoryCorpus(validation, "the demo corpus"),
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

        signals.Dispose(); // From here on a signal ends the program at once.
        using Translator translator = Translator.Load(folder.Path);
        Score(task, translator, test);
        Show(task, translator);
        Draw(task, translator, drawing);
        Suggest(task, drawing, folder);
        if (WebBuild.IsThis && arguments.GetValue(_open))
        {
            new ServerRun(_terminal).Serve(
                new ServerOptions { Models = models => models.AddModel(folder.Path), TrainingFolders = [folder.Path] }, opens: true);
        }

        return ExitCode.Success;
    }

    private int WritePairs(DemoTask task, TextOutput output)
    {
        (IReadOnlyList<SentencePair> training, IReadOnlyList<SentencePair> validation, IReadOnlyList<SentencePair> test) = task.Draw();
        output.Write(text =>
        {
            PairWriter writer = new(text, LineCorpus.FormOf(output.Name));
            foreach (SentencePair pair in training.Concat(validation).Concat(test))
            {
                writer.Write(pair);
            }
        });
        _results.Output.Flush();
        return ExitCode.Success;
    }

    private void Announce(DemoTask task, IReadOnlyList<SentencePair> training)
    {
        Say($"Learning {task.What} from {training.Count:N0} pairs {task.Origin}, such as");
        foreach (SentencePair pair in training.Take(3))
        {
            Say($"  {pair.Source}  →  {pair.Target}");
        }

        Say("");
    }

    private void Score(DemoTask task, Translator translator, IReadOnlyList<SentencePair> test)
    {
        string[] references = [.. test.Select(pair => pair.Target)];
        string[] hypotheses = [.. translator.TranslateBatch([.. test.Select(pair => pair.Source)]).Select(translation => translation.Text)];
        int exact = hypotheses.Zip(references).Count(pair => pair.First == pair.Second);
        Say("");
        Say($"On {test.Count:N0} that it never saw: {task.Score(hypotheses, references)}");
        Say($"{exact:N0} of them are {task.Exact}.");
    }

    private void Show(DemoTask task, Translator translator)
    {
        Say("");
        foreach (SentencePair pair in task.Showcase)
        {
            string translation = translator.Translate(pair.Source).Text;
            Say($"  {pair.Source}");
            Say(translation == pair.Target ? $"  → {translation}" : $"  → {translation}   (expected: {pair.Target})");
        }
    }

    private void Draw(DemoTask task, Translator translator, TextOutput drawing)
    {
        string sentence = task.Showcase[0].Source;
        Translation translation = translator.Translate(sentence, SearchOptions.Greedy);
        AttentionMap map = translation.Attention!; // The models of the demonstrations have attention.
        Say("");
        Say($"Where it looked: {task.Drawing}.");
        Say("");
        HeatMap.Draw(_terminal, map);
        drawing.Write(writer => writer.Write(AttentionSvg.Render(map, $"{sentence} → {translation.Text}")));
    }

    private void Suggest(DemoTask task, TextOutput drawing, ModelFolder folder)
    {
        Say("");
        Say($"The picture is in {drawing.Name}, the model in {folder.Path}. Go on with:");
        string model = ShellText.Quote(folder.Path);
        Say($"  dragoman attention --model {model} \"{task.Suggestion}\"");
        Say($"  dragoman translate --model {model} --beam 5");
        Say($"  dragoman serve     --model {model} --open");
    }

    private void Say(FormattableString line) => Say(line.ToString(CultureInfo.InvariantCulture));

    private void Say(string line)
    {
        _terminal.Output.WriteLine(line);
        _terminal.Output.Flush();
    }
}
