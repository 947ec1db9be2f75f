using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.French;

/// <summary>Determiners in French words, together with the preposition before them.</summary>
internal static class FrenchDeterminers
{
    /// <summary>Appends preposition and determiner of a phrase.</summary>
    /// <param name="words">The words so far.</param>
    /// <param name="phrase">The phrase to open.</param>
    /// <param name="next">The word that will follow, on which <c>cet</c>, <c>mon</c> and <c>de l'</c> depend.</param>
    /// <param name="opensWithAdjective">Whether that word is an adjective, before which <c>des</c> becomes <c>de</c>.</param>
    /// <param name="preposition">The preposition, or null.</param>
    /// <param name="isNegated">Whether the phrase is the object of a negated verb: <c>pas de</c>.</param>
    public static void Append(
        List<string> words, CommonNounPhrase phrase, string next, bool opensWithAdjective, string? preposition, bool isNegated)
    {
        (Gender gender, Number number) = (phrase.Noun.Gender, phrase.Number);
        switch (phrase.Determiner)
        {
            case Determiner.The:
                AppendDefinite(words, gender, number, next, preposition);
                break;
            case Determiner.Indefinite when phrase.Numeral is not null:
                Add(words, preposition);
                break;
            case Determiner.Indefinite:
                AppendIndefinite(words, phrase, next, opensWithAdjective, preposition, isNegated);
                break;
            case Determiner.All:
                Add(words, preposition);
                words.Add(gender == Gender.Masculine ? "tous" : "toutes");
                words.Add("les");
                break;
            case Determiner.Many:
                Add(words, preposition);
                words.Add("beaucoup");
                words.Add("de");
                break;
            default:
                Add(words, preposition);
                words.Add(Word(phrase.Determiner, gender, number, Elision.StartsWithVowelSound(next)));
                break;
        }
    }

    private static void AppendIndefinite(
        List<string> words, CommonNounPhrase phrase, string next, bool opensWithAdjective, string? preposition, bool isNegated)
    {
        (Gender gender, Number number) = (phrase.Noun.Gender, phrase.Number);
        bool isCounted = number == Number.Singular && !phrase.Noun.IsMass;
        if (isNegated || (preposition == "de" && !isCounted))
        {
            words.Add("de");
            return;
        }

        Add(words, preposition);
        if (isCounted)
        {
            words.Add(gender == Gender.Masculine ? "un" : "une");
        }
        else if (number == Number.Plural && opensWithAdjective)
        {
            words.Add("de");
        }
        else
        {
            // The partitive (du, de la) and the indefinite plural (des) are de and the definite article.
            AppendDefinite(words, gender, number, next, "de");
        }
    }

    private static void AppendDefinite(List<string> words, Gender gender, Number number, string next, string? preposition)
    {
        string article = number == Number.Plural ? "les" : gender == Gender.Masculine ? "le" : "la";
        (string? kept, string contracted) = Elision.Contract(preposition, article, next);
        Add(words, kept);
        words.Add(contracted);
    }

    private static string Word(Determiner determiner, Gender gender, Number number, bool beforeVowel) => determiner switch
    {
        Determiner.This or Determiner.That when number == Number.Plural => "ces",
        Determiner.This or Determiner.That when gender == Gender.Feminine => "cette",
        Determiner.This or Determiner.That => beforeVowel ? "cet" : "ce",
        Determiner.My => Possessive("m", gender, number, beforeVowel),
        Determiner.His or Determiner.Her or Determiner.Its => Possessive("s", gender, number, beforeVowel),
        Determiner.Our => number == Number.Plural ? "nos" : "notre",
        Determiner.Your => number == Number.Plural ? "vos" : "votre",
        Determiner.Their => number == Number.Plural ? "leurs" : "leur",
        Determiner.Every => "chaque",
        Determiner.Several => "plusieurs",
        _ => throw new ArgumentOutOfRangeException(nameof(determiner), determiner, "This determiner has no single French word."),
    };

    private static string Possessive(string owner, Gender gender, Number number, bool beforeVowel) =>
        owner + (number == Number.Plural ? "es" : gender == Gender.Feminine && !beforeVowel ? "a" : "on");

    private static void Add(List<string> words, string? word)
    {
        if (word is not null)
        {
            words.Add(word);
        }
    }
}
