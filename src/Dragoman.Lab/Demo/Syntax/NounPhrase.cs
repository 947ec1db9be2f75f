using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Syntax;

/// <summary>What opens a noun phrase.</summary>
internal enum Determiner
{
    The,

    /// <summary><c>a</c> before a countable singular, else <c>some</c>: un, une, du, de la, des.</summary>
    Indefinite,
    This,
    That,
    My,
    Your,
    His,
    Her,
    Its,
    Our,
    Their,
    Every,
    Several,
    Many,
    All,
}

/// <summary>A phrase that fills a subject, an object or the place after a preposition.</summary>
internal abstract record NounPhrase
{
    public abstract Agreement Agreement { get; }
}

/// <summary>A personal or interrogative pronoun with its case forms.</summary>
internal sealed record Pronoun(string English, string EnglishObject, string French, Agreement Features) : NounPhrase
{
    public override Agreement Agreement => Features;

    /// <summary>The French direct object before the verb: <c>me</c>, <c>le</c>, <c>les</c>.</summary>
    public string Accusative { get; init; } = "";

    /// <summary>The French indirect object before the verb: <c>me</c>, <c>lui</c>, <c>leur</c>.</summary>
    public string Dative { get; init; } = "";

    /// <summary>The French form after a preposition: <c>moi</c>, <c>lui</c>, <c>eux</c>.</summary>
    public string Disjunctive { get; init; } = "";
}

/// <summary>A noun with its determiner, number, adjectives in English order, owner and relative clause.</summary>
internal sealed record CommonNounPhrase(Determiner Determiner, Number Number, Noun Noun) : NounPhrase
{
    public Numeral? Numeral { get; init; }

    public IReadOnlyList<Adjective> Adjectives { get; init; } = [];

    /// <summary>The noun complement: <c>the house</c> in <c>the door of the house</c>.</summary>
    public CommonNounPhrase? Owner { get; init; }

    /// <summary>Whether English puts the owner first: <c>the house 's door</c>.</summary>
    public bool IsGenitive { get; init; }

    public RelativeClause? Relative { get; init; }

    public override Agreement Agreement => new(Person.Third, Number, Noun.Gender);
}

/// <summary>Two noun phrases joined by <c>and</c>; masculine as soon as one of them is.</summary>
internal sealed record Coordination(CommonNounPhrase Left, CommonNounPhrase Right) : NounPhrase
{
    public override Agreement Agreement => new(
        Person.Third,
        Number.Plural,
        Left.Noun.Gender == Gender.Feminine && Right.Noun.Gender == Gender.Feminine ? Gender.Feminine : Gender.Masculine);
}

/// <summary>A relative clause; its noun is the subject when <paramref name="Subject"/> is null, else the direct object.</summary>
internal sealed record RelativeClause(NounPhrase? Subject, VerbPhrase Predicate, Tense Tense, Polarity Polarity);
