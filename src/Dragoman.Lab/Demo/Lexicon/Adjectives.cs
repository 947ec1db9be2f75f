using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Demo.Words.AdjectiveRank;
using static Dragoman.Lab.Demo.Words.Sense;

namespace Dragoman.Lab.Demo.Lexicon;

/// <summary>The adjectives, by their place around the French noun.</summary>
internal static class Adjectives
{
    private const Sense Being = Human | Animal;
    private const Sense Matter = Abstract | Event | Institution;
    private const Sense Thing = Item | Part | Building | Place;
    private const Sense Edible = Food | Drink;

    /// <summary>Every adjective.</summary>
    public static Adjective[] All { get; } =
    [
        Before("beautiful", new("beau", "belle", "bel"), Opinion, Being | Thing | Writing, "more beautiful"),
        Before("pretty", new("joli"), Opinion, Animal | Thing | Song),
        Before("good", new("bon", "bonne"), Opinion, Role | Edible | Abstract | Writing),
        Before("bad", new("mauvais"), Opinion, Role | Edible | Abstract | Writing),
        Before("big", new("grand"), Size, Animal | Thing | Institution, "bigger"),
        Before("small", new("petit"), Size, Being | Thing | Institution, "smaller"),
        Before("high", new("haut"), Size, Building | Part),
        Before("long", new("long", "longue"), Size, Writing | Event),
        Before("old", new("vieux", "vieille", "vieil"), Age, Being | Thing | Writing | Drink, "older"),
        Before("young", new("jeune"), Age, Being, "younger"),
        Before("new", new("nouveau", "nouvelle", "nouvel"), Age, Role | Thing | Writing | Matter),
        Former("former", new("ancien"), Role),

        After("interesting", new("intéressant"), Opinion, Writing | Matter | Site | Region),
        After("important", new("important"), Opinion, Role | Matter | Writing | Region),
        After("difficult", new("difficile"), Opinion, Abstract | Event),
        After("dangerous", new("dangereux"), Opinion, Animal | Abstract | Region),
        After("famous", new("célèbre"), Opinion, Role | Site | Writing | Region),
        After("intelligent", new("intelligent"), Opinion, Being),
        After("happy", new("heureux"), Opinion, Being, "happier"),
        After("rich", new("riche"), Opinion, Human | Region | Institution, "richer"),
        After("strong", new("fort"), Opinion, Being | Drink, "stronger"),
        After("modern", new("moderne"), Age, Building | Item | Institution),

        Colour("red", new("rouge"), Item | Part | Building),
        Colour("white", new("blanc", "blanche"), Item | Part | Building | Animal),
        Colour("black", new("noir"), Item | Part | Animal),
        Colour("green", new("vert"), Item | Part),
        Colour("blue", new("bleu"), Item | Part),

        Relational("european", new("européen"), Origin, Matter | Role | Region),
        Relational("french", new("français"), Origin, Human | Matter | Region | Site | Writing | Edible),
        Relational("german", new("allemand"), Origin, Human | Matter | Region | Site | Writing | Edible),
        Relational("international", new("international"), Origin, Matter),
        Relational("economic", new("économique"), Domain, Abstract),
        Relational("political", new("politique"), Domain, Abstract | Event),
        Relational("social", new("social"), Domain, Abstract),
        Relational("public", new("public", "publique"), Domain, Institution | Site),

        Predicative("tired", new("fatigué"), Being),
        Predicative("ready", new("prêt"), Human | Edible),
        Predicative("sure", new("sûr"), Human),
    ];

    /// <summary>The adjective with an English form.</summary>
    public static Adjective Get(string english) => Array.Find(All, adjective => adjective.English == english)
        ?? throw new ArgumentException($"\"{english}\" is no adjective of the demo lexicon.", nameof(english));

    private static Adjective Before(
        string english, FrenchAdjective french, AdjectiveRank rank, Sense senses, string? comparative = null) =>
        new(english, french, rank, senses) { PrecedesNoun = true, Comparative = comparative };

    private static Adjective Former(string english, FrenchAdjective french, Sense senses) =>
        new(english, french, Age, senses) { PrecedesNoun = true, IsPredicative = false };

    private static Adjective After(
        string english, FrenchAdjective french, AdjectiveRank rank, Sense senses, string? comparative = null) =>
        new(english, french, rank, senses) { Comparative = comparative ?? "more " + english };

    private static Adjective Colour(string english, FrenchAdjective french, Sense senses) =>
        new(english, french, AdjectiveRank.Colour, senses);

    private static Adjective Relational(string english, FrenchAdjective french, AdjectiveRank rank, Sense senses) =>
        new(english, french, rank, senses) { IsPredicative = rank == Origin };

    private static Adjective Predicative(string english, FrenchAdjective french, Sense senses) =>
        new(english, french, Opinion, senses) { IsAttributive = false };
}
