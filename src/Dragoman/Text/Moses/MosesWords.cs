using Dragoman.Text.Rewriting;

namespace Dragoman.Text.Moses;

/// <summary>Cuts text into words and punctuation by the rules of the Moses toolkit's <c>tokenizer.perl -no-escape</c>: puts one space between them.</summary>
/// <param name="language">The language.</param>
/// <param name="splitsHyphens">Whether a hyphen between letters or digits becomes a word, <c>@-@</c>.</param>
internal sealed class MosesWords(TextLanguage language, bool splitsHyphens) : TextRewrite
{
    /// <summary>A hyphen that stood within a word.</summary>
    internal const string Hyphen = "@-@";

    private static readonly Func<int, bool> IsLetter = CharacterClass.IsLetter;
    private static readonly Func<int, bool> IsNoLetter = static point => point >= 0 && !CharacterClass.IsLetter(point);
    private static readonly Func<int, bool> IsNoLetterOrNumber = static point => point >= 0 && !CharacterClass.IsLetter(point) && !CharacterClass.IsNumber(point);
    private static readonly Func<int, bool> IsNumber = CharacterClass.IsNumber;
    private static readonly Func<int, bool> IsNoNumber = static point => point >= 0 && !CharacterClass.IsNumber(point);
    private static readonly Func<int, bool> IsNothing = static point => point < 0;

    private static readonly SpaceRule Hyphens = new('-', CharacterClass.IsLetterOrDigit, CharacterClass.IsLetterOrDigit, UsesAfter: false);

    /// <summary>A comma stands alone unless it stands between digits.</summary>
    private static readonly SpaceRule[] Commas =
    [
        new(',', IsNoNumber, null), new(',', null, IsNoNumber), new(',', IsNumber, IsNothing, IsRight: false),
    ];

    private static readonly SpaceRule[] EnglishApostrophes =
    [
        new('\'', IsNoLetter, IsNoLetter), new('\'', IsNoLetterOrNumber, IsLetter), new('\'', IsLetter, IsNoLetter),
        new('\'', IsLetter, IsLetter, IsRight: false), new('\'', IsNumber, static point => point == 's', IsRight: false),
    ];

    private static readonly SpaceRule[] FrenchApostrophes =
    [
        new('\'', IsNoLetter, IsNoLetter), new('\'', IsNoLetter, IsLetter), new('\'', IsLetter, IsNoLetter), new('\'', IsLetter, IsLetter, IsLeft: false),
    ];

    private static readonly SpaceRule[] OtherApostrophes = [new('\'', null, null)];

    private readonly Abbreviations _abbreviations = Abbreviations.Of(language);

    /// <inheritdoc/>
    internal override void Find(string text, List<TextEdit> edits)
    {
        int at = 0;
        foreach ((Range place, bool isHyphen) in Cut(text))
        {
            int start = place.Start.Value;
            if (text.AsSpan(at, start - at) is var between && !between.SequenceEqual(at == 0 ? "" : " "))
            {
                edits.Add(new TextEdit(at, between.Length, at == 0 ? "" : " "));
            }

            at = place.End.Value;
            if (isHyphen || text.AsSpan(start, at - start).ContainsAnyInRange('\0', '\u001F'))
            {
                string word = isHyphen ? Hyphen : string.Concat(text[start..at].Where(static c => c >= ' '));
                edits.Add(new TextEdit(start, at - start, word));
            }
        }

        if (at < text.Length)
        {
            edits.Add(new TextEdit(at, text.Length - at, ""));
        }
    }

    /// <summary>The words and marks of a text, and which are hyphens between words.</summary>
    private IEnumerable<(Range Place, bool IsHyphen)> Cut(string text)
    {
        SpacedText spaced = new(text);
        HashSet<int> hyphens = [];
        spaced.PartEach(static point => !CharacterClass.IsLetterOrDigit(point) && point is not ('.' or '\'' or '`' or ',' or '-'));
        if (splitsHyphens)
        {
            spaced.Part(Hyphens, i => hyphens.Add(i));
        }

        PartRunsOfDots(spaced);
        foreach (SpaceRule rule in Commas)
        {
            spaced.Part(rule);
        }

        foreach (SpaceRule rule in language switch { TextLanguage.En => EnglishApostrophes, TextLanguage.Fr => FrenchApostrophes, _ => OtherApostrophes })
        {
            spaced.Part(rule);
        }

        PartDots(spaced);
        for (int start = 0, end = 1; end <= spaced.Count; end++)
        {
            if (spaced.IsStart(end))
            {
                yield return (spaced.Place(start, end), hyphens.Contains(start));
                start = end;
            }
        }
    }

    private static void PartRunsOfDots(SpacedText text)
    {
        for (int start = 0; start < text.Count;)
        {
            int end = start + 1;
            while (text[start] == '.' && end < text.Count && text[end] == '.' && !text.IsStart(end))
            {
                end++;
            }

            if (end - start > 1)
            {
                text.Part(start, end);
            }

            start = end;
        }
    }

    /// <summary>The dot after a word stands alone unless the word is an abbreviation.</summary>
    private void PartDots(SpacedText text)
    {
        for (int start = 0; start < text.Count;)
        {
            int end = start + 1;
            while (!text.IsStart(end))
            {
                end++;
            }

            if (end - start > 1 && text[end - 1] == '.' && text[end - 2] != '.' && (end == text.Count || !KeepsDot(text, start, end)))
            {
                text.Part(end - 1, end);
            }

            start = end;
        }

        int last = text.Count - 1;
        if (last > 0 && text[last] == '\'' && text[last - 1] == '.' && !text.IsStart(last))
        {
            text.Part(last - 1, last);
        }
    }

    private bool KeepsDot(SpacedText text, int start, int end)
    {
        ReadOnlySpan<char> word = text.Text.AsSpan()[text.Place(start, end - 1)];
        return CharacterClass.IsSmall(text[end])
            || (word.Contains('.') && HasLetter(text, start, end))
            || _abbreviations.Contains(word)
            || (text[end] is >= '0' and <= '9' && _abbreviations.ContainsBeforeNumber(word));
    }

    private static bool HasLetter(SpacedText text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (CharacterClass.IsLetter(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
