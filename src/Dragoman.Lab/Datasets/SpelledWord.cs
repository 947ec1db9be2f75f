namespace Dragoman.Lab.Datasets;

/// <summary>A word as a sentence of its characters, parted by spaces.</summary>
internal static class SpelledWord
{
    private const char VisibleSpace = '\u2581';

    /// <summary>Spells a word; a space inside it becomes <c>▁</c>.</summary>
    /// <param name="word">The word.</param>
    internal static string Spell(string word) => string.Join(' ', word.Replace(' ', VisibleSpace).EnumerateRunes());
}
