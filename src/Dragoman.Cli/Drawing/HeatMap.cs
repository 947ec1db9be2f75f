using Dragoman.Alignments;
using Dragoman.Visualization;
using Spectre.Console;

namespace Dragoman.Cli.Drawing;

/// <summary>Draws attention weights as wide and as colourful as the terminal is.</summary>
internal static class HeatMap
{
    /// <summary>Draws a map.</summary>
    /// <param name="terminal">Where to draw.</param>
    /// <param name="map">The weights.</param>
    internal static void Draw(Terminal terminal, AttentionMap map)
    {
        IAnsiConsole console = terminal.CreateConsole();
        AttentionTextOptions look = terminal.IsInteractive
            ? new AttentionTextOptions(Math.Max(console.Profile.Width, AttentionText.NarrowestWidth), ColorsOf(console.Profile.Capabilities.ColorSystem))
            : new AttentionTextOptions();
        foreach (string line in AttentionText.Render(map, look))
        {
            terminal.Output.WriteLine(line);
        }
    }

    private static ColorSupport ColorsOf(ColorSystem system) => system switch
    {
        ColorSystem.TrueColor => ColorSupport.TrueColor,
        ColorSystem.EightBit => ColorSupport.Ansi256,
        _ => ColorSupport.None,
    };
}
