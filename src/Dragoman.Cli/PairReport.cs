using Dragoman.Messages;

namespace Dragoman.Cli;

/// <summary>Says on standard error what happened to pairs that could not be written as they were.</summary>
internal static class PairReport
{
    /// <summary>Says it; nothing if all went as it was.</summary>
    /// <param name="terminal">Where to report.</param>
    /// <param name="mended">Pairs that were changed so that they read back as they are written.</param>
    /// <param name="blank">Lines without a pair.</param>
    internal static void Write(Terminal terminal, long mended, long blank)
    {
        if (mended > 0)
        {
            terminal.Error.WriteLine(
                $"note: {Counted.Of(mended, "pair has", "pairs have")} a TAB or a line end inside a sentence, or a byte order mark in it. " +
                "TABs and line ends became spaces, so that each line is still one pair; byte order marks were left out.");
        }

        if (blank > 0)
        {
            terminal.Error.WriteLine($"note: {Counted.Of(blank, "line")} with a blank side left out.");
        }
    }
}
