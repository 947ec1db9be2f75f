using Dragoman.Data;

namespace Dragoman.Lab.Datasets;

/// <summary>A pronouncing dictionary in the form of CMUdict: <c>word phone phone … # comment</c>, further pronunciations as <c>word(2)</c>.</summary>
internal static class Pronunciations
{
    private const string CommentLine = ";;;";
    private const string Comment = " #";

    /// <summary>Pairs of a word and its phones.</summary>
    /// <param name="file">The dictionary.</param>
    /// <param name="withStress">Whether vowels keep their digit of stress, as in <c>AH0</c>.</param>
    /// <exception cref="CorpusFormatException">A line holds no phones.</exception>
    internal static IEnumerable<SentencePair> Read(FetchedFile file, bool withStress)
    {
        foreach ((string line, long number) in file.ReadLines())
        {
            if (line.StartsWith(CommentLine, StringComparison.Ordinal))
            {
                continue;
            }

            string entry = line.Split(Comment, 2)[0];
            if (entry.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var word, .. { Length: > 0 } phones])
            {
                throw file.Unexpected(number, "a word and its phones");
            }

            yield return new SentencePair(
                WithoutVariant(word), string.Join(' ', withStress ? phones : phones.Select(phone => phone.TrimEnd('0', '1', '2'))));
        }
    }

    private static string WithoutVariant(string word)
    {
        int bracket = word.LastIndexOf('(');
        return bracket > 0 && word[^1] == ')' && word.AsSpan(bracket + 1)[..^1] is { IsEmpty: false } number && !number.ContainsAnyExceptInRange('0', '9')
            ? word[..bracket]
            : word;
    }
}
