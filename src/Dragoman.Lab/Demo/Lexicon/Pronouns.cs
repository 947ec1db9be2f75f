using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo.Lexicon;

/// <summary>
/// The pronouns. English hides gender and politeness, so that conventions make the translation unique:
/// "you" is one person addressed as <c>vous</c>; "I", "you", "we", "they", "it" and "them" are masculine.
/// </summary>
internal static class Pronouns
{
    public static Pronoun I { get; } = new("i", "me", "je", Of(Person.First))
    { Accusative = "me", Dative = "me", Disjunctive = "moi" };

    public static Pronoun You { get; } = new("you", "you", "vous", Of(Person.Second))
    { Accusative = "vous", Dative = "vous", Disjunctive = "vous" };

    public static Pronoun He { get; } = new("he", "him", "il", Of(Person.Third))
    { Accusative = "le", Dative = "lui", Disjunctive = "lui" };

    public static Pronoun She { get; } = new("she", "her", "elle", new(Person.Third, Number.Singular, Gender.Feminine))
    { Accusative = "la", Dative = "lui", Disjunctive = "elle" };

    public static Pronoun It { get; } = new("it", "it", "il", Of(Person.Third))
    { Accusative = "le", Dative = "lui" };

    public static Pronoun We { get; } = new("we", "us", "nous", Of(Person.First, Number.Plural))
    { Accusative = "nous", Dative = "nous", Disjunctive = "nous" };

    public static Pronoun They { get; } = new("they", "them", "ils", Of(Person.Third, Number.Plural))
    { Accusative = "les", Dative = "leur", Disjunctive = "eux" };

    public static Pronoun Who { get; } = new("who", "who", "qui", Of(Person.Third));

    /// <summary>The <c>there</c> of "there is", <c>il</c> of "il y a".</summary>
    public static Pronoun There { get; } = new("there", "there", "il", Of(Person.Third));

    /// <summary>The pronouns that may stand for a person.</summary>
    public static Pronoun[] Personal { get; } = [I, You, He, She, We, They];

    private static Agreement Of(Person person, Number number = Number.Singular) => new(person, number, Gender.Masculine);
}
