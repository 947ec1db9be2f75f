using Dragoman.Alignments;

namespace Dragoman.Visualization;

/// <summary>Places and sizes of the parts of an attention picture, in pixels.</summary>
internal sealed class SvgLayout
{
    public const int Cell = 36;
    public const int Margin = 16;
    public const int WordGap = 7;
    public const int LegendBar = 10;
    public const double WordSize = 13;
    public const double TitleSize = 15;
    public const double AxisSize = 11;
    public const double NumberSize = 10.5;

    private const int LongestWord = 60;
    private const double Slope = 0.70710678118654757; // sin 45° = cos 45°

    public SvgLayout(AttentionMap map, string? title)
    {
        Source = [.. map.Source.Select(Label)];
        Target = [.. map.Target.Select(Label)];
        GridWidth = Source.Count * Cell;
        GridHeight = Target.Count * Cell;

        double sourceHeight = Source.Select(word => (SvgText.Ems(word) * WordSize * Slope) + (WordSize * Slope)).DefaultIfEmpty(0).Max();
        double targetWidth = Target.Select(word => SvgText.Ems(word) * WordSize).DefaultIfEmpty(0).Max();
        double titleHeight = title is null ? 0 : TitleSize + 14;

        SourceAxisY = Margin + titleHeight + AxisSize;
        Top = SourceAxisY + 8 + sourceHeight + WordGap;
        TargetAxisX = Margin + AxisSize;
        Left = TargetAxisX + 12 + targetWidth + WordGap;
        LegendX = Left + GridWidth + 16;
        LegendHeight = Math.Clamp(GridHeight, 2.5 * Cell, 6 * Cell);

        double sourceEnd = Source.Select((word, i) => Left + ((i + 0.5) * Cell) + (((SvgText.Ems(word) + 0.5) * WordSize + WordGap) * Slope))
            .DefaultIfEmpty(0).Max();
        double legendEnd = LegendX + LegendBar + 6 + (SvgText.Ems("0.5") * NumberSize);
        double titleEnd = Margin + (SvgText.Ems(title ?? "") * TitleSize * 1.1);
        HasNote = map.UnknownSource.Count + map.UnknownTarget.Count > 0;
        double noteEnd = HasNote ? Margin + (SvgText.Ems($"underlined {AttentionMap.UnknownNote}") * NumberSize) : 0;
        double noteHeight = HasNote ? NumberSize + 14 : 0;
        Width = Math.Ceiling(Math.Max(Math.Max(sourceEnd, noteEnd), Math.Max(legendEnd, titleEnd)) + Margin);
        Height = Math.Ceiling(Top + Math.Max(GridHeight, LegendHeight) + noteHeight + Margin);
    }

    public IReadOnlyList<string> Source { get; }

    public IReadOnlyList<string> Target { get; }

    /// <summary>Whether there is a line on unknown tokens below the picture.</summary>
    public bool HasNote { get; }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Top { get; }

    public double GridWidth { get; }

    public double GridHeight { get; }

    public double SourceAxisY { get; }

    public double TargetAxisX { get; }

    public double LegendX { get; }

    public double LegendHeight { get; }

    private static string Label(string word) => TextCells.Shorten(TextCells.Printable(word), LongestWord);
}
