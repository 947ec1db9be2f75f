namespace Dragoman.Visualization;

/// <summary>Options of <see cref="AttentionText"/>.</summary>
/// <param name="Width">Longest line in terminal cells, 30 or more. Default: 80.</param>
/// <param name="Color">Colours that the terminal can show. Default: none.</param>
public sealed record AttentionTextOptions(int Width = 80, ColorSupport Color = ColorSupport.None);
