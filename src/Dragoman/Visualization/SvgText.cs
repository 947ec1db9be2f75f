using System.Globalization;
using System.Security;
using System.Text;

namespace Dragoman.Visualization;

/// <summary>Collects the lines of an SVG document; numbers are written the same in every culture.</summary>
internal sealed class SvgText
{
    /// <summary>Fonts of all pictures, with those for scripts beyond Latin.</summary>
    public const string FontFamily =
        "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK SC', 'Noto Sans Arabic', Arial, sans-serif";

    private readonly StringBuilder _text = new();

    public void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Makes a word safe inside an element: XML has no escape for control characters, so they are replaced.</summary>
    public static string Escape(string text) => SecurityElement.Escape(TextCells.Printable(text));

    /// <summary>Estimated width of a text, as a multiple of the font size.</summary>
    /// <remarks>An SVG cannot measure text, so the widths are those of wide fonts: a little air rather than a word cut off.</remarks>
    public static double Ems(string text)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                _ when TextCells.IsMark(rune) => 0,
                _ when TextCells.IsWide(rune) => rune.Value >= 0x1F000 ? 1.3 : 1.0,
                'i' or 'j' or 'l' or 'f' or 't' or 'I' or '.' or ',' or ':' or ';' or '\'' or '!' or '|' or ' ' => 0.42,
                'm' or 'w' or 'M' or 'W' or '@' or '%' or '—' or '…' => 1.0,
                >= 'A' and <= 'Z' => 0.76,
                < 0x250 => 0.65,
                _ => 0.8,
            };
        }

        return width;
    }

    public override string ToString() => _text.ToString();
}
