using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Demo.Words.Tense;

namespace Dragoman.Lab.Demo.Lexicon;

/// <summary>Adverbs, numbers, conjunctions and question words.</summary>
internal static class Particles
{
    /// <summary>How often; these stand beside the finite verb.</summary>
    public static Adverbial[] Frequencies { get; } =
    [
        new("often", "souvent", Present, Past, Future),
        new("always", "toujours", Present, Past, Future),
        new("sometimes", "parfois", Present, Past),
        new("already", "déjà", Past),
    ];

    /// <summary>When.</summary>
    public static Adverbial[] Times { get; } =
    [
        new("yesterday", "hier", Past, PastProgressive),
        new("last week", "la semaine dernière", Past, PastProgressive),
        new("last year", "l' année dernière", Past),
        new("this morning", "ce matin", Past, PastProgressive),
        new("now", "maintenant", PresentProgressive),
        new("every day", "tous les jours", Present),
        new("tomorrow", "demain", Future),
        new("soon", "bientôt", Future),
        new("next week", "la semaine prochaine", Future),
        new("next year", "l' année prochaine", Future),
    ];

    /// <summary>Where, in a word.</summary>
    public static Adverbial[] Spots { get; } =
    [
        new("here", "ici"),
        new("over there", "là-bas"),
        new("in france", "en france"),
        new("in paris", "à paris"),
        new("in canada", "au canada"),
    ];

    /// <summary>How.</summary>
    public static MannerAdverb[] Manners { get; } =
    [
        new("slowly", "lentement"),
        new("quickly", "rapidement"),
        new("quietly", "doucement"),
        new("well", "bien", IsShort: true),
        new("badly", "mal", IsShort: true),
    ];

    public static Numeral[] Numerals { get; } =
    [
        new("two", "deux"),
        new("three", "trois"),
        new("four", "quatre"),
        new("five", "cinq"),
        new("eight", "huit"),
        new("ten", "dix"),
        new("eleven", "onze"),
        new("twenty", "vingt"),
    ];

    /// <summary>Conjunctions between clauses that may be in any tense.</summary>
    public static Conjunction[] Conjunctions { get; } =
    [
        new("and", "et"),
        new("but", "mais"),
        new("because", "parce que"),
    ];

    public static Interrogative What { get; } = new("what", "que est-ce que");

    /// <summary>The question words that ask for an adjunct.</summary>
    public static Interrogative[] Interrogatives { get; } =
    [
        new("where", "où est-ce que"),
        new("when", "quand est-ce que"),
        new("why", "pourquoi est-ce que"),
    ];
}
