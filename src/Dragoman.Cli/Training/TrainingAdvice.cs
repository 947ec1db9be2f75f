using System.Globalization;
using Dragoman.Messages;
using Dragoman.Storage;
using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>What to tell the user at the end of training: how it ended, and the command that comes next.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Arguments">The command line that started the training.</param>
internal sealed record TrainingAdvice(string Folder, IEnumerable<string> Arguments)
{
    /// <summary>The command that continues a stopped run.</summary>
    internal string ResumeCommand => Arguments.Contains("--resume") ? CommandLineText : $"{CommandLineText} --resume";

    private string CommandLineText => ShellText.Command(Arguments);

    /// <summary>How training ended, in a sentence.</summary>
    /// <param name="summary">The result.</param>
    internal static string Describe(TrainingSummary summary)
    {
        string end = summary.Reason switch
        {
            TrainingEnd.Stopped => "Stopped",
            TrainingEnd.OutOfPatience => "Finished, as validation no longer improves,",
            _ => "Finished",
        };
        string waited = summary.Waited > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $" This process has waited {summary.Waited.TotalSeconds:F1} s for the gradients of the others.") : "";
        string score = summary.BestScore is { } points ? $"{Figures.Score(points, summary.BestBy)}, " : "";
        string best = double.IsFinite(summary.BestLoss) ? $" Best validation: {score}perplexity {Figures.Perplexity(summary.BestLoss)}." : "";
        return
            $"{end} after {Counted.Of(summary.Update, "update")}, {Counted.Of(summary.Tokens, "target token")}, {Figures.Duration(summary.Elapsed)}.{best}{waited}";
    }

    /// <summary>What to do next, in lines.</summary>
    /// <param name="summary">The result.</param>
    internal IEnumerable<string> NextSteps(TrainingSummary summary) => summary.Reason == TrainingEnd.Stopped
        ? [new ModelFolder(Folder).HasTrainingState ? "The checkpoint is written. Continue with:" : "Nothing was trained yet. Begin again with:", $"  {ResumeCommand}"]
        : [$"The model is in {Folder}. Translate with:", $"  dragoman translate --model {ShellText.Quote(Folder)}"];
}
