using Dragoman.Lab.Demo.Syntax;

namespace Dragoman.Lab.Demo.French;

/// <summary>Noun phrases in French words.</summary>
internal static class FrenchNounPhrases
{
    /// <summary>Appends a phrase after its preposition, if any; <c>à</c> and <c>de</c> are repeated in a coordination.</summary>
    public static void Append(List<string> words, NounPhrase phrase, string? preposition = null, bool isNegated = false)
    {
        switch (phrase)
        {
            case Pronoun pronoun when preposition is null:
                words.Add(pronoun.French);
                break;
            case Pronoun pronoun:
                words.Add(preposition);
                words.Add(pronoun.Disjunctive);
                break;
            case CommonNounPhrase common:
                AppendCommon(words, common, preposition, isNegated);
                break;
            case Coordination pair:
                AppendCommon(words, pair.Left, preposition, isNegated);
                words.Add("et");
                AppendCommon(words, pair.Right, preposition is "de" or "à" ? preposition : null, isNegated);
                break;
        }
    }

    /// <summary>Appends a prepositional phrase: <c>près du jardin</c>.</summary>
    public static void Append(List<string> words, PrepositionalPhrase phrase)
    {
        foreach (string word in phrase.Preposition.FrenchPrefix)
        {
            words.Add(word);
        }

        Append(words, phrase.Object, phrase.Preposition.FrenchHead);
    }

    private static void AppendCommon(List<string> words, CommonNounPhrase phrase, string? preposition, bool isNegated)
    {
        string noun = phrase.Noun.French(phrase.Number);
        (string next, bool opensWithAdjective) = FirstWord(phrase, noun);
        FrenchDeterminers.Append(words, phrase, phrase.Numeral?.French ?? next, opensWithAdjective, preposition, isNegated);
        if (phrase.Numeral is { } numeral)
        {
            words.Add(numeral.French);
        }

        AppendNounAndAdjectives(words, phrase, noun);
        if (phrase.Owner is { } owner)
        {
            AppendCommon(words, owner, "de", isNegated: false);
        }

        if (phrase.Relative is { } relative)
        {
            FrenchClauses.AppendRelative(words, phrase, relative);
        }
    }

    /// <summary>Adjectives before the noun keep the English order, those after it reverse it.</summary>
    private static void AppendNounAndAdjectives(List<string> words, CommonNounPhrase phrase, string noun)
    {
        for (int i = 0; i < phrase.Adjectives.Count; i++)
        {
            if (phrase.Adjectives[i].PrecedesNoun)
            {
                words.Add(Preposed(phrase, i, noun));
            }
        }

        words.Add(noun);
        for (int i = phrase.Adjectives.Count - 1; i >= 0; i--)
        {
            if (!phrase.Adjectives[i].PrecedesNoun)
            {
                words.Add(phrase.Adjectives[i].French.Form(phrase.Noun.Gender, phrase.Number));
            }
        }
    }

    private static (string Word, bool IsAdjective) FirstWord(CommonNounPhrase phrase, string noun)
    {
        int first = NextPreposed(phrase, -1);
        return first < 0 ? (noun, false) : (Preposed(phrase, first, noun), true);
    }

    /// <summary>The form of a preposed adjective, which may depend on the word after it (<c>vieil arbre</c>).</summary>
    private static string Preposed(CommonNounPhrase phrase, int index, string noun)
    {
        int following = NextPreposed(phrase, index);
        string next = following < 0 ? noun : Preposed(phrase, following, noun);
        return phrase.Adjectives[index].French.FormBefore(next, phrase.Noun.Gender, phrase.Number);
    }

    private static int NextPreposed(CommonNounPhrase phrase, int after)
    {
        for (int i = after + 1; i < phrase.Adjectives.Count; i++)
        {
            if (phrase.Adjectives[i].PrecedesNoun)
            {
                return i;
            }
        }

        return -1;
    }
}
