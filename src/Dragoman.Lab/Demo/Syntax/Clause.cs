using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Syntax;

/// <summary>A clause: who does what, when, and whether it is so.</summary>
internal abstract record Clause(Tense Tense, Polarity Polarity);

/// <summary>A subject and its predicate.</summary>
internal sealed record VerbalClause(NounPhrase Subject, VerbPhrase Predicate, Tense Tense, Polarity Polarity = Polarity.Affirmative)
    : Clause(Tense, Polarity);

/// <summary><c>there is a cat in the garden</c>: <c>il y a un chat dans le jardin</c>.</summary>
internal sealed record ExistentialClause(
    CommonNounPhrase Theme, PrepositionalPhrase Place, Tense Tense, Polarity Polarity = Polarity.Affirmative) : Clause(Tense, Polarity);

/// <summary>A verb with everything that depends on it.</summary>
internal sealed record VerbPhrase(Verb Verb)
{
    public NounPhrase? Object { get; init; }

    /// <summary>The person given to, shown to, sold to.</summary>
    public NounPhrase? Recipient { get; init; }

    public Complement? Complement { get; init; }

    /// <summary>Who does it in the passive; the verb is passive if it is set.</summary>
    public NounPhrase? Agent { get; init; }

    public Adverbial? Frequency { get; init; }

    public MannerAdverb? Manner { get; init; }

    public Adverbial? Spot { get; init; }

    public PrepositionalPhrase? Place { get; init; }

    public PrepositionalPhrase? Company { get; init; }

    public Adverbial? Time { get; init; }
}

/// <summary>A preposition and its noun phrase.</summary>
internal sealed record PrepositionalPhrase(Preposition Preposition, NounPhrase Object);

/// <summary>What completes a verb besides its objects.</summary>
internal abstract record Complement;

/// <summary><c>wants to see it</c>.</summary>
internal sealed record InfinitiveComplement(VerbPhrase Predicate) : Complement;

/// <summary><c>says that she is sleeping</c>.</summary>
internal sealed record ThatComplement(Clause Clause) : Complement;

/// <summary><c>is very old</c>, <c>is red and white</c>.</summary>
internal sealed record AttributeComplement(Adjective Adjective) : Complement
{
    public Degree Degree { get; init; }

    /// <summary>A second adjective, after <c>and</c>.</summary>
    public Adjective? Second { get; init; }

    /// <summary>What is compared with, for the degrees that compare.</summary>
    public NounPhrase? Standard { get; init; }
}

/// <summary>The degree of an adjective.</summary>
internal enum Degree
{
    Plain,
    Very,
    Too,
    More,
    Less,
    As,
}
