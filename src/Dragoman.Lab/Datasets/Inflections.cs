using Dragoman.Data;

namespace Dragoman.Lab.Datasets;

/// <summary>Inflected forms as in SIGMORPHON 2016: lemma, TAB, features parted by commas, TAB, form.</summary>
internal static class Inflections
{
    /// <summary>Pairs of the characters of a lemma followed by its features, and the form.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="CorpusFormatException">A line has not three columns.</exception>
    internal static IEnumerable<SentencePair> Read(FetchedFile file)
    {
        foreach ((string line, long number) in file.ReadLines())
        {
            yield return line.Split('\t') is [var lemma, var features, var form]
                ? new SentencePair($"{SpelledWord.Spell(lemma)} {features.Replace(',', ' ')}", form)
                : throw file.Unexpected(number, "lemma, TAB, features, TAB, form");
        }
    }
}
