namespace Dragoman.Text;

/// <summary>Length of a raw sentence in words, the same whatever a model makes of it.</summary>
public static class WordCount
{
    /// <summary>Counts the words, which are what stands between white space.</summary>
    /// <param name="sentence">The sentence.</param>
    public static int Of(ReadOnlySpan<char> sentence)
    {
        int count = 0;
        bool inWord = false;
        foreach (char c in sentence)
        {
            bool isWord = !char.IsWhiteSpace(c);
            count += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }

        return count;
    }
}
