namespace Dragoman.Lab.Charts;

/// <summary>How a line of a chart looks: colour and marker differ from line to line, so that neither grey paper nor colour blindness hides which is which.</summary>
/// <param name="Color">As CSS writes it.</param>
/// <param name="Marker">Path of its marker around the origin.</param>
/// <remarks>Colours after Okabe and Ito 2008 ("Color Universal Design"), without the yellow, which is pale on white.</remarks>
internal readonly record struct SeriesStyle(string Color, string Marker)
{
    private const string Circle = "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z";
    private const string Square = "M-3.2 -3.2h6.4v6.4h-6.4Z";
    private const string Triangle = "M0 -4.2L4.2 3.2H-4.2Z";
    private const string Diamond = "M0 -4.5L4.5 0L0 4.5L-4.5 0Z";

    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d"];
    private static readonly string[] Markers = [Circle, Square, Triangle, Diamond];

    /// <summary>The style of a line; 28 differ.</summary>
    /// <param name="index">Its number, from 0.</param>
    public static SeriesStyle Of(int index) => new(Colors[index % Colors.Length], Markers[index % Markers.Length]);
}
