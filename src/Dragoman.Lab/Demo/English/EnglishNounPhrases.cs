using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.English;

/// <summary>Noun phrases in English words.</summary>
internal static class EnglishNounPhrases
{
    /// <summary>Appends a phrase as a subject.</summary>
    public static void AppendSubject(List<string> words, NounPhrase phrase) => Append(words, phrase, isSubject: true, isNegated: false);

    /// <summary>Appends a phrase as an object; <c>some</c> becomes <c>any</c> where the verb is negated.</summary>
    public static void AppendObject(List<string> words, NounPhrase phrase, bool isNegated = false) =>
        Append(words, phrase, isSubject: false, isNegated);

    private static void Append(List<string> words, NounPhrase phrase, bool isSubject, bool isNegated)
    {
        switch (phrase)
        {
            case Pronoun pronoun:
                words.Add(isSubject ? pronoun.English : pronoun.EnglishObject);
                break;
            case CommonNounPhrase common:
                AppendCommon(words, common, isNegated);
                break;
            case Coordination pair:
                AppendCommon(words, pair.Left, isNegated);
                words.Add("and");
                AppendCommon(words, pair.Right, isNegated);
                break;
        }
    }

    private static void AppendCommon(List<string> words, CommonNounPhrase phrase, bool isNegated)
    {
        if (phrase is { Owner: { } genitive, IsGenitive: true })
        {
            AppendCommon(words, genitive, isNegated: false);
            words.Add(words[^1].EndsWith('s') && genitive.Number == Number.Plural ? "'" : "'s");
        }
        else
        {
            AppendDeterminer(words, phrase, isNegated);
        }

        if (phrase.Numeral is { } numeral)
        {
            words.Add(numeral.English);
        }

        foreach (Adjective adjective in phrase.Adjectives)
        {
            words.Add(adjective.English);
        }

        words.Add(phrase.Noun.English(phrase.Number));
        if (phrase is { Owner: { } owner, IsGenitive: false })
        {
            words.Add("of");
            AppendCommon(words, owner, isNegated: false);
        }

        if (phrase.Relative is { } relative)
        {
            EnglishClauses.AppendRelative(words, phrase, relative);
        }
    }

    private static void AppendDeterminer(List<string> words, CommonNounPhrase phrase, bool isNegated)
    {
        bool isPlural = phrase.Number == Number.Plural;
        switch (phrase.Determiner)
        {
            case Determiner.Indefinite when phrase.Numeral is not null:
                break;
            case Determiner.Indefinite when !isPlural && !phrase.Noun.IsMass:
                words.Add("a");
                break;
            case Determiner.Indefinite:
                words.Add(isNegated ? "any" : "some");
                break;
            case Determiner.This:
                words.Add(isPlural ? "these" : "this");
                break;
            case Determiner.That:
                words.Add(isPlural ? "those" : "that");
                break;
            case Determiner.All:
                words.Add("all");
                words.Add("the");
                break;
            default:
                words.Add(Word(phrase.Determiner));
                break;
        }
    }

    private static string Word(Determiner determiner) => determiner switch
    {
        Determiner.The => "the",
        Determiner.My => "my",
        Determiner.Your => "your",
        Determiner.His => "his",
        Determiner.Her => "her",
        Determiner.Its => "its",
        Determiner.Our => "our",
        Determiner.Their => "their",
        Determiner.Every => "every",
        Determiner.Several => "several",
        Determiner.Many => "many",
        _ => throw new ArgumentOutOfRangeException(nameof(determiner), determiner, "This determiner has no single English word."),
    };
}
