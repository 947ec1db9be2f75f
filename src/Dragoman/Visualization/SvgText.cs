using System.Globalization;
using System.Security;
using System.Text;

namespace Dragoman.Visualization;

/// <summary>Collects the lines of an SVG document; numbers are written the same in every culture.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Makes a word safe inside an element: XML has no escape for control characters, so they are replaced.</summary>
    public static string Escape(string text) => SecurityElement.Escape(TextCells.Printable(text));

    public override string ToString() => _text.ToString();
}
