using System.Globalization;

namespace Dragoman.Visualization;

/// <summary>Paints one weight as terminal text of a given width.</summary>
/// <param name="color">Colours that the terminal can show.</param>
internal sealed class HeatCell(ColorSupport color)
{
    private const string Escape = "\u001b[";
    private const string Reset = Escape + "0m";

    private static readonly (float AtLeast, char Shade)[] Shades = [(0.75f, '█'), (0.5f, '▓'), (0.25f, '▒'), (0.1f, '░')];

    /// <summary>The line that explains the shades or colours.</summary>
    public string Legend => color == ColorSupport.None
        ? string.Join("  ", Shades.Reverse().Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Shade} ≥ {step.AtLeast:0.00}")))
        : $"0 {string.Concat(Enumerable.Range(0, 11).Select(tenth => Background(tenth / 10f, " ")))} 1";

    /// <summary>Paints a weight.</summary>
    /// <param name="weight">0 to 1.</param>
    /// <param name="width">Cells to fill, at least 1.</param>
    public string Paint(float weight, int width)
    {
        if (color != ColorSupport.None)
        {
            string text = weight >= 0.1f && width >= 4 ? weight.ToString("0.00", CultureInfo.InvariantCulture) : "";
            return Background(weight, Center(text, width));
        }

        foreach ((float atLeast, char shade) in Shades)
        {
            if (weight >= atLeast)
            {
                return new string(shade, width);
            }
        }

        return Center("·", width);
    }

    /// <summary>Puts a text into the middle of a column.</summary>
    public static string Center(string text, int width)
    {
        int left = (width - TextCells.Width(text)) / 2;
        return TextCells.PadRight(new string(' ', Math.Max(left, 0)) + text, width);
    }

    private string Background(float weight, string text)
    {
        HeatColor fill = HeatColor.Of(weight);
        string ink = fill.IsDark ? "38;5;231" : "38;5;16";
        string paper = color == ColorSupport.TrueColor
            ? string.Create(CultureInfo.InvariantCulture, $"48;2;{fill.Red};{fill.Green};{fill.Blue}")
            : string.Create(CultureInfo.InvariantCulture, $"48;5;{fill.ToAnsi256()}");
        return $"{Escape}{paper};{ink}m{text}{Reset}";
    }
}
