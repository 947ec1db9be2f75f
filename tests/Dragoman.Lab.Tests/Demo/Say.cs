using Dragoman.Lab.Demo;
using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Tests.Demo;

/// <summary>Short names for building trees and saying them.</summary>
internal static class Say
{
    public static CommonNounPhrase The(string noun, params string[] adjectives) => With(Determiner.The, noun, adjectives);

    public static CommonNounPhrase Plural(this CommonNounPhrase phrase) => phrase with { Number = Number.Plural };

    public static CommonNounPhrase Counted(this CommonNounPhrase phrase, string numeral) =>
        phrase with { Number = Number.Plural, Numeral = Array.Find(Particles.Numerals, item => item.English == numeral) };

    public static CommonNounPhrase With(Determiner determiner, string noun, params string[] adjectives) =>
        new(determiner, Number.Singular, Nouns.Get(noun)) { Adjectives = Array.ConvertAll(adjectives, Adjectives.Get) };

    public static VerbPhrase Do(string verb, NounPhrase? thing = null, string? french = null) =>
        new(Verbs.Get(verb, french)) { Object = thing };

    public static VerbPhrase Is(string adjective, Degree degree = Degree.Plain, NounPhrase? standard = null) =>
        new(Verbs.Be) { Complement = new AttributeComplement(Adjectives.Get(adjective)) { Degree = degree, Standard = standard } };

    public static PrepositionalPhrase At(Preposition preposition, NounPhrase place) => new(preposition, place);

    public static Adverbial Time(string english) => Array.Find(Particles.Times, time => time.English == english)!;

    public static void AssertTitle(string english, string french, CommonNounPhrase phrase) =>
        AssertSays(english, french, new Title(phrase));

    public static void AssertClause(
        string english, string french, NounPhrase subject, VerbPhrase predicate, Tense tense, Polarity polarity = Polarity.Affirmative) =>
        AssertSays(english + " .", french + " .", new Statement(new VerbalClause(subject, predicate, tense, polarity)));

    public static void AssertSays(string english, string french, Utterance utterance) =>
        Assert.Equal(new DemoPair(english, french), new Linearizer().Linearize(utterance));
}
