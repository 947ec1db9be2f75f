namespace Dragoman.Lab.Demo.Words;

/// <summary>Grammatical gender of a French noun.</summary>
internal enum Gender
{
    Masculine,
    Feminine,
}

/// <summary>Grammatical number.</summary>
internal enum Number
{
    Singular,
    Plural,
}

/// <summary>Grammatical person.</summary>
internal enum Person
{
    First,
    Second,
    Third,
}

/// <summary>When a clause happens, as English says it; French folds the five into four tenses.</summary>
internal enum Tense
{
    Present,
    PresentProgressive,
    Past,
    PastProgressive,
    Future,
}

/// <summary>Affirmation, or one of the negations with two parts in French.</summary>
internal enum Polarity
{
    Affirmative,
    Not,
    Never,
    NoLonger,
}

/// <summary>The features that a subject passes to its verb, and a noun to its adjectives and participles.</summary>
internal readonly record struct Agreement(Person Person, Number Number, Gender Gender)
{
    /// <summary>Agreement with nothing in particular, as of a participle without a preceding object.</summary>
    public static Agreement Neutral { get; } = new(Person.Third, Number.Singular, Gender.Masculine);
}

/// <summary>What a noun can mean: verbs, adjectives and prepositions choose their partners by it.</summary>
[Flags]
internal enum Sense
{
    None = 0,
    Human = 1 << 0,
    Role = 1 << 1,
    Kin = 1 << 2,
    Animal = 1 << 3,
    Building = 1 << 4,
    Place = 1 << 5,
    Site = 1 << 6,
    Region = 1 << 7,
    Part = 1 << 8,
    Item = 1 << 9,
    Surface = 1 << 10,
    Writing = 1 << 11,
    Food = 1 << 12,
    Drink = 1 << 13,
    Money = 1 << 14,
    Institution = 1 << 15,
    Abstract = 1 << 16,
    Event = 1 << 17,
    Mass = 1 << 18,
    Song = 1 << 19,
    Openable = 1 << 20,
}
