using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Demo;

/// <summary>The sentences of the showcase, each for one thing that attention does.</summary>
internal static class DemoShowcase
{
    public static IReadOnlyList<DemoPair> Build()
    {
        Linearizer linearizer = new();
        return Array.ConvertAll(Utterances(), linearizer.Linearize);
    }

    private static Utterance[] Utterances() =>
    [
        // Three words turn round: the european economic area is very important .
        new Statement(new VerbalClause(
            The("area", "european", "economic"),
            Is(new AttributeComplement(Adjectives.Get("important")) { Degree = Degree.Very }),
            Tense.Present)),

        // The same in an object: the french government accepted the new european economic policy .
        new Statement(new VerbalClause(
            The("government", "french"),
            new VerbPhrase(Verbs.Get("accept")) { Object = The("policy", "new", "european", "economic") },
            Tense.Past)),

        // Clitics and negation: she does not give them to us .
        new Statement(new VerbalClause(
            Pronouns.She,
            new VerbPhrase(Verbs.Get("give")) { Object = Pronouns.They, Recipient = Pronouns.We },
            Tense.Present,
            Polarity.Not)),

        // A clitic inside: i see it every day .
        new Statement(new VerbalClause(
            Pronouns.I,
            new VerbPhrase(Verbs.Get("see")) { Object = Pronouns.It, Time = Time("every day") },
            Tense.Present)),

        // A participle that agrees: yesterday , the old queen arrived at the castle .
        new Statement(new VerbalClause(
            The("queen", "old"),
            new VerbPhrase(Verbs.Get("arrive")) { Place = new(Prepositions.At, The("castle")) },
            Tense.Past))
        {
            Opening = Time("yesterday"),
        },

        // No article after pas: he did not buy a house near the new hotel .
        new Statement(new VerbalClause(
            Pronouns.He,
            new VerbPhrase(Verbs.Get("buy"))
            {
                Object = new CommonNounPhrase(Determiner.Indefinite, Number.Singular, Nouns.Get("house")),
                Place = new(Prepositions.Near, The("hotel", "new")),
            },
            Tense.Past,
            Polarity.Not)),

        // The owner moves behind: the woman 's red car is behind the school .
        new Statement(new VerbalClause(
            The("car", "red") with { Owner = The("woman"), IsGenitive = true },
            new VerbPhrase(Verbs.Be) { Place = new(Prepositions.Behind, The("school")) },
            Tense.Present)),

        // A question with a clause in it: do you think that the children are sleeping ?
        new Question(new VerbalClause(
            Pronouns.You,
            new VerbPhrase(Verbs.Get("think"))
            {
                Complement = new ThatComplement(new VerbalClause(
                    The("child") with { Number = Number.Plural }, new VerbPhrase(Verbs.Get("sleep")), Tense.PresentProgressive)),
            },
            Tense.Present)),
    ];

    private static CommonNounPhrase The(string noun, params string[] adjectives) =>
        new(Determiner.The, Number.Singular, Nouns.Get(noun)) { Adjectives = Array.ConvertAll(adjectives, Adjectives.Get) };

    private static Adverbial? Time(string english) => Array.Find(Particles.Times, time => time.English == english);

    private static VerbPhrase Is(AttributeComplement attribute) => new(Verbs.Be) { Complement = attribute };
}
