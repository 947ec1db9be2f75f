namespace Dragoman.Text;

/// <summary>Length of a raw sentence in words, the same whatever a model makes of it.</summary>
public static class WordCount
{
    /// <summary>Counts the words, which are what stands between white space.</summary>
    /// <param name="sentence">The sentence.</param>
    public static int Of(ReadOnlySpan<char> sentence)
    {
        int count = 0;
        foreach (ReadOnlySpan<char> _ in WhiteSpace.Words(sentence))
        {
            count++;
        }

        return count;
    }
}
