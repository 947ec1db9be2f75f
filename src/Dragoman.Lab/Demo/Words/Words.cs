namespace Dragoman.Lab.Demo.Words;

/// <summary>A noun in both languages, with its French gender and what it can mean.</summary>
internal sealed class Noun(string english, string englishPlural, string french, Gender gender, Sense senses)
{
    private readonly string _frenchPlural = FrenchInflection.Plural(french);

    public string Lemma => english;

    public Gender Gender => gender;

    public Sense Senses => senses;

    public bool IsMass => (senses & Sense.Mass) != 0;

    public string English(Number number) => number == Number.Singular ? english : englishPlural;

    public string French(Number number) => number == Number.Singular ? french : _frenchPlural;
}

/// <summary>The English order of adjectives, from the determiner to the noun; a phrase takes one of each at most.</summary>
internal enum AdjectiveRank
{
    Opinion,
    Size,
    Age,
    Colour,
    Origin,
    Domain,
}

/// <summary>An adjective in both languages, with its place around the French noun.</summary>
internal sealed class Adjective(string english, FrenchAdjective french, AdjectiveRank rank, Sense senses)
{
    public string English => english;

    public FrenchAdjective French => french;

    public AdjectiveRank Rank => rank;

    /// <summary>The nouns that it goes with.</summary>
    public Sense Senses => senses;

    /// <summary>Whether French puts it before the noun (<c>petit</c>) rather than after it (<c>rouge</c>).</summary>
    public bool PrecedesNoun { get; init; }

    /// <summary>Whether it may follow the verb <c>be</c>.</summary>
    public bool IsPredicative { get; init; } = true;

    /// <summary>Whether it may stand beside the noun (<c>tired</c> may not).</summary>
    public bool IsAttributive { get; init; } = true;

    /// <summary>The English comparative, <c>bigger</c> or <c>more famous</c>; none if it does not compare.</summary>
    public string? Comparative { get; init; }
}

/// <summary>A verb with its arguments in both languages.</summary>
internal sealed class Verb(EnglishVerb english, FrenchVerb french)
{
    public EnglishVerb English => english;

    public FrenchVerb French => french;

    public Sense Subjects { get; init; } = Sense.Human;

    public Sense Objects { get; init; }

    /// <summary>The English particle before the object, as <c>at</c> in <c>look at</c>.</summary>
    public string? Particle { get; init; }

    /// <summary>The preposition of the French object, as <c>à</c> in <c>répondre à</c>; none for a direct object.</summary>
    public Preposition? Government { get; init; }

    /// <summary>The word before a French infinitive, as <c>de</c> in <c>essayer de</c>.</summary>
    public string? InfinitiveMarker { get; init; }

    /// <summary>Whether it names a state: no progressive in English, imperfect for the past in French.</summary>
    public bool IsStative { get; init; }

    /// <summary>Whether adverbs such as <c>slowly</c> go with it.</summary>
    public bool AllowsManner { get; init; }

    /// <summary>Whether one does it with, without or for somebody.</summary>
    public bool AllowsCompany { get; init; }

    /// <summary>Whether the passive sounds natural.</summary>
    public bool AllowsPassive { get; init; }

    /// <summary>The tenses it is used in.</summary>
    public required Tense[] Tenses { get; init; }
}

/// <summary>A preposition in both languages; the French one may end in <c>de</c> or <c>à</c>, which contract with an article.</summary>
internal sealed class Preposition(string english, string french, Sense objects)
{
    private readonly string[] _french = french.Split(' ');

    public string English => english;

    /// <summary>The nouns that it goes with.</summary>
    public Sense Objects => objects;

    /// <summary>The words before the last one: <c>près</c> in <c>près de</c>.</summary>
    public ReadOnlySpan<string> FrenchPrefix => _french.AsSpan(0, _french.Length - 1);

    /// <summary>The last word, which meets the determiner.</summary>
    public string FrenchHead => _french[^1];
}

/// <summary>A fixed adverbial of one or more words, with the tenses it suits.</summary>
internal sealed class Adverbial(string english, string french, params Tense[] tenses)
{
    public string English => english;

    public string French => french;

    public bool Suits(Tense tense) => tenses.Length == 0 || Array.IndexOf(tenses, tense) >= 0;
}

/// <summary>An adverb of manner; the short ones (<c>bien</c>, <c>mal</c>) precede a French participle.</summary>
internal sealed record MannerAdverb(string English, string French, bool IsShort = false);

/// <summary>A number from two up.</summary>
internal sealed record Numeral(string English, string French);

/// <summary>A question word.</summary>
internal sealed record Interrogative(string English, string French);

/// <summary>A conjunction between two clauses.</summary>
internal sealed record Conjunction(string English, string French);
