using System.CommandLine;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Serving;
using Dragoman.Cli.Training;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Distributed;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Training;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman train</c>: trains a model into a folder, or goes on with it.</summary>
internal sealed class TrainCommand : Command
{
    private readonly Terminal _terminal;
    private readonly CorpusOptions _training = new("--data", "--source", "--target", "to train on", required: true, several: true);
    private readonly WeightsOption _weights;
    private readonly CorpusOptions _validation = new("--valid", "--valid-source", "--valid-target", "to validate on", required: false);
    private readonly Option<string> _model = ModelOption.Create("Folder for the model. It must not hold one yet, unless with --resume.");
    private readonly Option<string?> _from = new("--from")
    {
        Description = "Folder of a trained model to start from, such as to adapt it to other text: its weights, vocabularies and options. Not read by --resume.",
        HelpName = "DIR",
    };

    private readonly ExperimentSettings _settings = new();

    private readonly Option<string?> _sourceEmbeddings = WordVectors("--source-embeddings", "source");
    private readonly Option<string?> _targetEmbeddings = WordVectors("--target-embeddings", "target");

    private readonly Option<string?> _alignments = new("--alignments")
    {
        Description = "Links between the tokens of the training pairs in Pharaoh's form, one line per pair, to guide attention by; see training.guidedAlignment.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on from the last checkpoint in the folder, to the same bits as if training had never stopped; begin anew in a folder without model.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Report progress as JSON, one object per line." };

    private readonly Option<bool> _dashboard = new("--dashboard")
    {
        Description = "Show the training as a page at a free port of this machine; at each validation some sentences are translated for it.",
    };

    private readonly Option<bool> _tensorBoard = new("--tensorboard")
    {
        Description = "Write losses, scores, learning rate, speed and gradient norm for TensorBoard into the folder tensorboard of the model folder.",
    };

    private readonly RankOptions _ranks = new();

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal TrainCommand(Terminal terminal)
        : base("train", "Train a model on sentence pairs. Ctrl-C and SIGTERM stop with a checkpoint that --resume continues (exit codes 130 and 143).")
    {
        _terminal = terminal;
        _weights = new WeightsOption(_training);
        _training.AddTo(this);
        _weights.AddTo(this);
        _validation.AddTo(this);
        Add(_model);
        Add(_from);
        _settings.AddTo(this);
        Add(_sourceEmbeddings);
        Add(_targetEmbeddings);
        Add(_alignments);
        Add(_resume);
        Add(_json);
        Add(_dashboard);
        Add(_tensorBoard);
        _ranks.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments) => arguments.GetValue(_dashboard) && !WebBuild.IsThis
        ? WebBuild.TakeOver()
        : RankedJob.Run(_terminal, _ranks.LongestWait(arguments), arguments.GetValue(CommandLine.Verbose), communicator => Run(arguments, communicator));

    private int Run(ParseResult arguments, ICommunicator? communicator)
    {
        _ranks.ThrowIfIdle(arguments);
        RankGroup ranks = new(communicator);
        ModelFolder folder = new(arguments.GetValue(_model)!);
        bool resume = arguments.GetValue(_resume);
        ranks.Together(() => FinishWhatWasCutOff(folder, ranks));
        (TranslatorOptions options, ICorpus training, LineCorpus? validation) = ranks.Together(() => Open(arguments, folder, resume));
        ITrainingDisplay display = !ranks.IsFirst ? new SilentDisplay()
            : arguments.GetValue(_json) ? new JsonDisplay(_terminal.Output)
            : TrainingDisplay.Create(_terminal, options.Training);
        bool isWatched = arguments.GetValue(_dashboard) && ranks.IsFirst;
        if (isWatched)
        {
            display = new SampledTraining(display, folder.Path, SampledTraining.Choose(validation ?? training));
        }

        using TensorBoardLog? board = arguments.GetValue(_tensorBoard) && ranks.IsFirst ? new(folder.Path, display) : null;
        Trainer trainer = new(new TrainingRequest
        {
            Options = options,
            Training = training,
            Validation = validation,
            Folder = folder.Path,
            From = arguments.GetValue(_from),
            Observer = board ?? (ITrainingObserver)display,
            SourceEmbeddings = arguments.GetValue(_sourceEmbeddings),
            TargetEmbeddings = arguments.GetValue(_targetEmbeddings),
            Resume = resume,
            Communicator = communicator,
            Exchange = _ranks.Exchange(arguments),
        });
        using Dashboard? dashboard = isWatched ? Dashboard.Start(folder.Path, _terminal) : null;
        using StopSignals signals = new(display.OnStopping);
        TrainingSummary summary = display.Show(() => trainer.Run(signals.Token));
        display.OnEnd(summary, new TrainingAdvice(folder.Path, arguments.Tokens.Select(token => token.Value)));
        return summary.Reason == TrainingEnd.Stopped && signals.Received is { } signal ? ExitCode.Stopped(signal) : ExitCode.Success;
    }

    private static void FinishWhatWasCutOff(ModelFolder folder, RankGroup ranks)
    {
        if (ranks.IsFirst)
        {
            folder.Recover();
        }
    }

    private (TranslatorOptions Options, ICorpus Training, LineCorpus? Validation) Open(ParseResult arguments, ModelFolder folder, bool resume)
    {
        TranslatorOptions options = ChooseOptions(arguments, folder, resume);
        ThrowIfOverwriting(arguments, folder, resume ? [] : options.Data.Source.Files.Concat(options.Data.Target.Files));
        return (options, OpenTraining(arguments, options), _validation.Open(arguments, _terminal));
    }

    private void ThrowIfOverwriting(ParseResult arguments, ModelFolder folder, IEnumerable<string> tokenizers)
    {
        InputFiles inputs = new InputFiles(_terminal)
            .Add(_training.PathsOf(arguments))
            .Add(_validation.PathsOf(arguments))
            .Add(_settings.FileOf(arguments), arguments.GetValue(_sourceEmbeddings), arguments.GetValue(_targetEmbeddings), arguments.GetValue(_alignments))
            .Add(tokenizers);
        if (arguments.GetValue(_from) is { } from)
        {
            if (FileIdentity.Of(from).IsSameAs(FileIdentity.Of(folder.Path)))
            {
                throw new CommandException(
                    $"{_from.Name} and {_model.Name} are the same folder. Leave out {_from.Name} to go on with its training with {_resume.Name}, or name another folder with {_model.Name} to start a new one from it.",
                    ExitCode.Usage);
            }

            inputs.AddModel(from);
        }

        inputs.ThrowIfStandardOutput();
        foreach (string file in folder.Files)
        {
            inputs.ThrowIfOverwritten(file);
        }
    }

    private static Option<string?> WordVectors(string name, string side) => new(name)
    {
        Description = $"Word vectors of the {side} language to start from, as text from word2vec or GloVe; may be gzip-compressed. Not read by --resume.",
        HelpName = "FILE",
    };

    private ICorpus OpenTraining(ParseResult arguments, TranslatorOptions options)
    {
        MixedCorpus? mixture = _weights.Mix(arguments, _terminal);
        if (arguments.GetValue(_alignments) is not { } alignments)
        {
            return mixture ?? (ICorpus)_training.Open(arguments, _terminal)!;
        }

        if (mixture is not null)
        {
            throw new CommandException(
                "--alignments has a line for each pair, in the order of the corpora, which a mixture does not keep. Leave out --weights.", ExitCode.Usage);
        }

        return options.Training.GuidedAlignment > 0f
            ? new AlignedCorpus(_training.Open(arguments, _terminal)!, alignments)
            : throw new ConfigurationException(
                "--alignments would have no effect, for training.guidedAlignment is 0. Add, say, --set training.guidedAlignment=0.5.");
    }

    private TranslatorOptions ChooseOptions(ParseResult arguments, ModelFolder folder, bool resume)
    {
        IEnumerable<IdleOption> idle = _validation.PathsOf(arguments)
            .Take(1)
            .Select(corpus => new IdleOption("data.validationShare", $"the pairs of {corpus} are validated on"));
        if (!folder.Exists || (resume && !folder.HasTrainingState))
        {
            return arguments.GetValue(_from) is { } from // A model without training state is refused by the trainer.
                ? _settings.BuildFrom(arguments, new ModelFolder(from).ReadOptions(), idle)
                : _settings.Build(arguments, idle);
        }

        if (!resume)
        {
            throw new CommandException(
                $"{folder.Path} holds a model already. Go on with its training with --resume, or name another folder with --model.");
        }

        return _settings.BuildResumed(arguments, folder.ReadOptions(), folder.Path, idle);
    }
}
