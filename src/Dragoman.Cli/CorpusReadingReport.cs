using Dragoman.Cli.Training;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Training;

namespace Dragoman.Cli;

/// <summary>Says on standard error what of a corpus a model could not read.</summary>
internal static class CorpusReadingReport
{
    /// <summary>Says it; nothing if all was read and known.</summary>
    /// <param name="terminal">Where to report.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="limit">What a side is longer than that is cut or left out, in the user's words.</param>
    /// <param name="leavesOutLong">Whether longer ones are left out.</param>
    internal static void Write(Terminal terminal, CorpusReading reading, string limit, bool leavesOutLong = false)
    {
        if (reading.CutPairs > 0)
        {
            terminal.Error.WriteLine($"warning: {Counted.Of(reading.CutPairs, "pair has", "pairs have")} a side of more than {limit}; what follows was not read.");
        }

        if (reading.LeftOutPairs > 0)
        {
            string orTooLong = leavesOutLong ? $", or with one of more than {limit}," : "";
            terminal.Error.WriteLine($"note: {Counted.Of(reading.LeftOutPairs, "pair")} with a blank side{orTooLong} left out.");
        }

        WarnIfUnknown(terminal, "source", reading.UnknownSourceShare);
        WarnIfUnknown(terminal, "target", reading.UnknownTargetShare);
    }

    private static void WarnIfUnknown(Terminal terminal, string side, double share)
    {
        if (share > CorpusNotes.LargeShare)
        {
            terminal.Error.WriteLine(
                $"warning: {Figures.Share(share)} of the {side} tokens are not in the model's vocabulary. Are these the pairs that it was trained on, source first?");
        }
    }
}
