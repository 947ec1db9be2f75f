using System.Text;

namespace Dragoman.Text.Moses;

/// <summary>Joins words and punctuation into a sentence by the rules of the Moses toolkit's <c>detokenizer.perl</c>.</summary>
/// <param name="language">The language.</param>
internal sealed class MosesJoiner(TextLanguage language)
{
    private const string Opening = "([{¿¡";
    private const string Closing = ",.?!:;\\%}])";
    private const string SpacedInFrench = "?!:;\\%";
    private const string QuotationMarks = "'\"„“`";
    private const string CurledMarks = "„“”";

    /// <summary>Joins words.</summary>
    /// <param name="text">Words with a space between them.</param>
    internal string Join(string text)
    {
        List<string> words = WithHyphens(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        StringBuilder joined = new(text.Length);
        Dictionary<string, int> quotes = [];
        bool isOpen = true; // Whether the next word stands where the last one ends.
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            string before = i > 0 ? words[i - 1] : "";
            string after = i + 1 < words.Count ? words[i + 1] : "";
            Sides sides = SidesOf(word, before, after, quotes);
            if (language == TextLanguage.Fr && word.Length == 1 && SpacedInFrench.Contains(word[0]))
            {
                sides &= ~Sides.Left;
                isOpen = i == 0;
            }

            joined.Append(isOpen || sides.HasFlag(Sides.Left) ? "" : " ").Append(word);
            isOpen = sides.HasFlag(Sides.Right);
        }

        return joined.ToString();
    }

    /// <summary>To which sides a word is joined.</summary>
    private Sides SidesOf(string word, string before, string after, Dictionary<string, int> quotes)
    {
        if (CharacterClass.IsEastAsian(CharacterClass.First(word)))
        {
            return CharacterClass.IsEastAsian(CharacterClass.Last(before)) ? Sides.Left : Sides.None;
        }

        if (word.EnumerateRunes().All(static rune => CharacterClass.IsCurrency(rune.Value) || (rune.IsBmp && Opening.Contains((char)rune.Value))))
        {
            return Sides.Right;
        }

        return word.All(Closing.Contains) ? Sides.Left
            : IsEnglishContraction(word, before) ? Sides.Left
            : IsFrenchContraction(word, after) ? Sides.Right
            : word.All(QuotationMarks.Contains) ? SideOfQuote(word, before, quotes)
            : Sides.None;
    }

    private bool IsEnglishContraction(string word, string before) => language == TextLanguage.En
        && word.Length > 1 && word[0] == '\'' && CharacterClass.IsLetter(CharacterClass.First(word.AsSpan(1))) && CharacterClass.IsLetterOrDigit(CharacterClass.Last(before));

    private bool IsFrenchContraction(string word, string after) => language == TextLanguage.Fr
        && word.Length > 1 && word[^1] == '\'' && CharacterClass.IsLetter(CharacterClass.Last(word.AsSpan(..^1))) && CharacterClass.IsLetter(CharacterClass.First(after));

    /// <summary>Every other mark of a kind closes a quotation; an English apostrophe after s is none.</summary>
    private Sides SideOfQuote(string word, string before, Dictionary<string, int> quotes)
    {
        string kind = word.All(CurledMarks.Contains) ? "\"" : word;
        int count = quotes.GetValueOrDefault(kind);
        if (count % 2 == 0 && language == TextLanguage.En && word == "'" && before.EndsWith('s'))
        {
            return Sides.Left;
        }

        quotes[kind] = count + 1;
        return count % 2 == 0 ? Sides.Right : Sides.Left;
    }

    /// <summary>The words with each <c>@-@</c> and those beside it made one.</summary>
    private static List<string> WithHyphens(string[] words)
    {
        List<string> joined = [];
        bool isOpen = false;
        foreach (string word in words)
        {
            if (word == MosesWords.Hyphen && !isOpen)
            {
                joined.Add(joined.Count > 0 ? PopLast() + "-" : "-");
                isOpen = true;
                continue;
            }

            joined.Add(isOpen ? PopLast() + word : word);
            isOpen = false;
        }

        return joined;

        string PopLast()
        {
            string last = joined[^1];
            joined.RemoveAt(joined.Count - 1);
            return last;
        }
    }

    [Flags]
    private enum Sides
    {
        None = 0,
        Left = 1,
        Right = 2,
    }
}
