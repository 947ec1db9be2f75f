using System.Globalization;
using Dragoman.Optimization;
using Dragoman.Training;
using Spectre.Console;
using ValidationResult = Dragoman.Training.ValidationResult;

namespace Dragoman.Cli.Training;

/// <summary>A progress bar for a terminal, and above it a table that grows by a row per validation.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="options">How the model is trained.</param>
internal sealed class BarDisplay(Terminal terminal, TrainingOptions options) : ITrainingDisplay
{
    private const int WideTerminal = 80;
    private const string EraseToLineEnd = "\u001b[K";

    private readonly IAnsiConsole _console = terminal.CreateConsole();
    private readonly ProgressClock _clock = new(TimeSpan.FromMilliseconds(200));
    private ProgressTask? _task;
    private bool _hasHeader;
    private volatile bool _isStopping;

    /// <inheritdoc/>
    public TrainingSummary Show(Func<TrainingSummary> train) => _console.Progress()
        .AutoClear(true)
        .Columns(
            new ProgressBarColumn { Width = 24 },
            new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            _task = context.AddTask("reading the corpus", maxValue: 1);
            _task.IsIndeterminate = true;
            return train();
        });

    /// <inheritdoc/>
    public void OnEmbeddings(EmbeddingCoverage coverage) => WriteAboveBar(Markup.Escape(PlainDisplay.Describe(coverage)));

    /// <inheritdoc/>
    public void OnStart(TrainingStart start)
    {
        foreach (string line in PlainDisplay.Describe(start))
        {
            WriteAboveBar(line.StartsWith("Warning:", StringComparison.Ordinal) ? $"[yellow]{Markup.Escape(line)}[/]" : Markup.Escape(line));
        }
    }

    /// <inheritdoc/>
    public void OnUpdate(TrainingProgress progress)
    {
        TimeSpan? remaining = _clock.Remaining(progress);
        if (_task is null || !_clock.IsDue())
        {
            return;
        }

        string rest = _isStopping ? "[yellow]stopping[/]" : remaining is { } time ? $"{Figures.Duration(time)} left" : "";
        _task.IsIndeterminate = progress.Fraction is null;
        _task.Value = progress.Fraction ?? 0;
        _task.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{Figures.Epoch(progress.Epoch, options)}  loss {progress.Loss:F3}  {progress.TokensPerSecond:N0} tokens/s  {rest}");
    }

    /// <inheritdoc/>
    public void OnValidation(ValidationResult validation)
    {
        if (!_hasHeader)
        {
            WriteAboveBar($"[grey]{Row("epoch", "update", "loss", "validation", "perplexity", "tokens/s", "time")}[/]");
            _hasHeader = true;
        }

        bool isValidated = !double.IsNaN(validation.Loss);
        string row = Row(
            validation.Epoch.ToString(CultureInfo.InvariantCulture),
            Figures.Count(validation.Update),
            Figures.Loss(validation.TrainingLoss),
            isValidated ? Figures.Loss(validation.Loss) : "",
            isValidated ? Figures.Perplexity(validation.Loss) : "",
            Figures.Count(validation.TokensPerSecond),
            Figures.Duration(validation.Elapsed));
        string score = validation.Score is { } points ? "  " + Figures.Score(points, options.BestBy) : "";
        WriteAboveBar($"{row}{score}{(validation.IsBest && isValidated ? "  [green]★ best[/]" : "")}");
    }

    /// <inheritdoc/>
    public void OnWarning(string warning) => WriteAboveBar($"[yellow]{Markup.Escape(warning)}[/]");

    /// <inheritdoc/>
    public void OnStopping() => _isStopping = true;

    /// <inheritdoc/>
    public void OnEnd(TrainingSummary summary, TrainingAdvice advice)
    {
        // Not through the console, which would break a command into lines.
        terminal.Output.WriteLine(TrainingAdvice.Describe(summary));
        foreach (string line in advice.NextSteps(summary))
        {
            terminal.Output.WriteLine(line);
        }
    }

    private string Row(string epoch, string update, string loss, string validation, string perplexity, string speed, string time)
    {
        string row = $"{epoch,5}  {update,9}  {loss,9}  {validation,10}  {perplexity,10}";
        return _console.Profile.Width < WideTerminal ? row : $"{row}  {speed,9}  {time,7}";
    }

    /// <summary>Writes a line where the bar stood; the bar moves down.</summary>
    private void WriteAboveBar(string markup)
    {
        _console.Write(new ControlCode(EraseToLineEnd)); // Else the rest of a longer bar would show behind the text.
        _console.MarkupLine(markup);
    }
}
