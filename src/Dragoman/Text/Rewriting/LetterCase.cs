namespace Dragoman.Text.Rewriting;

/// <summary>Small letters, the same in any language.</summary>
internal static class LetterCase
{
    /// <summary>Lower-cases; İ, which the simple mapping leaves out, becomes i with its dot, as its decomposed form does.</summary>
    /// <param name="text">The text.</param>
    internal static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
}
