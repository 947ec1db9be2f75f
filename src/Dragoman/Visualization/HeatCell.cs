using System.Globalization;

namespace Dragoman.Visualization;

/// <summary>Paints one weight as terminal text of a given width.</summary>
/// <param name="color">Colours that the terminal can show.</param>
internal sealed class HeatCell(ColorSupport color)
{
    private const string Escape = "\u001b[";
    private const string Reset = Escape + "0m";
    private const string WhiteInk = "38;5;231";
    private const string BlackInk = "38;5;16";

    private static readonly (float AtLeast, char Shade)[] Shades = [(0.75f, '█'), (0.5f, '▓'), (0.25f, '▒'), (0.1f, '░')];

    /// <summary>The line that explains the shades or colours.</summary>
    public string Legend => color == ColorSupport.None
        ? "░ .10  ▒ .25  ▓ .50  █ .75"
        : $"0 {string.Concat(Enumerable.Range(0, 11).Select(tenth => Background(tenth / 10f, " ")))} 1";

    /// <summary>Paints a weight.</summary>
    /// <param name="weight">0 to 1.</param>
    /// <param name="width">Cells to fill, at least 1.</param>
    /// <param name="gap">How many of them separate the column from the next: colours fill them, shades leave them free.</param>
    public string Paint(float weight, int width, int gap)
    {
        if (color != ColorSupport.None)
        {
            string text = weight >= 0.1f && width >= 4 ? weight.ToString("0.00", CultureInfo.InvariantCulture) : "";
            return Background(weight, Center(text, width));
        }

        int index = Array.FindIndex(Shades, step => weight >= step.AtLeast);
        string shaded = index >= 0 ? new string(Shades[index].Shade, width - gap) : Center("·", width - gap);
        return TextCells.PadRight(shaded, width);
    }

    /// <summary>Puts a text into the middle of a column.</summary>
    public static string Center(string text, int width)
    {
        int left = (width - TextCells.Width(text)) / 2;
        return TextCells.PadRight(new string(' ', Math.Max(left, 0)) + text, width);
    }

    private string Background(float weight, string text)
    {
        if (color == ColorSupport.TrueColor)
        {
            HeatColor fill = HeatColor.Of(weight);
            return Colored($"48;2;{fill.Red};{fill.Green};{fill.Blue}", fill.IsDark, text);
        }

        (int code, bool isDark) = HeatColor.Ansi256(weight);
        return Colored($"48;5;{code}", isDark, text);
    }

    private static string Colored(FormattableString paper, bool isDark, string text) =>
        $"{Escape}{FormattableString.Invariant(paper)};{(isDark ? WhiteInk : BlackInk)}m{text}{Reset}";
}
