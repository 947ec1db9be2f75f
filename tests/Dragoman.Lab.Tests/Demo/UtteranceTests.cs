using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Tests.Demo.Say;

namespace Dragoman.Lab.Tests.Demo;

public sealed class UtteranceTests
{
    private static readonly VerbalClause SheSings = new(Pronouns.She, Do("sing"), Tense.Present);

    [Fact]
    public void Question_WithDoSupport_IsEstCeQue()
    {
        AssertSays("does she sing ?", "est-ce qu' elle chante ?", new Question(SheSings));
        AssertSays("does she not sing ?", "est-ce qu' elle ne chante pas ?", new Question(SheSings with { Polarity = Polarity.Not }));
        AssertSays(
            "is the car red ?", "est-ce que la voiture est rouge ?",
            new Question(new VerbalClause(The("car"), Is("red"), Tense.Present)));
        AssertSays("did i sleep ?", "est-ce que j' ai dormi ?", new Question(new VerbalClause(Pronouns.I, Do("sleep"), Tense.Past)));
    }

    [Fact]
    public void Question_WithWord_OpensWithIt()
    {
        AssertSays(
            "what is he looking at ?",
            "qu' est-ce qu' il regarde ?",
            new Question(new VerbalClause(Pronouns.He, Do("look"), Tense.PresentProgressive), Particles.What));
        AssertSays(
            "where do you live ?", "où est-ce que vous habitez ?",
            new Question(new VerbalClause(Pronouns.You, Do("live"), Tense.Present), Particles.Interrogatives[0]));
    }

    [Fact]
    public void SubjectQuestion_KeepsTheOrderOfAStatement() =>
        AssertSays(
            "who did not see the man ?",
            "qui n' a pas vu l' homme ?",
            new SubjectQuestion(new VerbalClause(Pronouns.Who, Do("see", The("man")), Tense.Past, Polarity.Not)));

    [Fact]
    public void ThatClause_ElidesItsConjunction() =>
        AssertSays(
            "i think that he is tired .",
            "je pense qu' il est fatigué .",
            new Statement(new VerbalClause(
                Pronouns.I,
                Do("think") with { Complement = new ThatComplement(new VerbalClause(Pronouns.He, Is("tired"), Tense.Present)) },
                Tense.Present)));

    [Fact]
    public void Compound_Because_Elides() =>
        AssertSays(
            "i arrived because she sings .",
            "je suis arrivé parce qu' elle chante .",
            new Statement(new VerbalClause(Pronouns.I, Do("arrive"), Tense.Past))
            {
                Conjunction = Particles.Conjunctions[2],
                Second = SheSings,
            });

    [Fact]
    public void Conditional_ElidesBeforeIlOnly()
    {
        VerbalClause heSings = SheSings with { Subject = Pronouns.He };
        VerbalClause future = SheSings with { Tense = Tense.Future };
        AssertSays("if he sings , she will sing .", "s' il chante , elle chantera .", new Conditional(heSings, future));
        AssertSays("if she sings , she will sing .", "si elle chante , elle chantera .", new Conditional(SheSings, future));
    }

    [Fact]
    public void Existential_IsIlYA()
    {
        ExistentialClause cats = new(With(Determiner.Indefinite, "cat").Plural(), At(Prepositions.In, The("garden")), Tense.Present);
        AssertSays("there are some cats in the garden .", "il y a des chats dans le jardin .", new Statement(cats));
        AssertSays(
            "there are not any cats in the garden .", "il n' y a pas de chats dans le jardin .",
            new Statement(cats with { Polarity = Polarity.Not }));
        AssertSays(
            "were there some cats in the garden ?", "est-ce qu' il y avait des chats dans le jardin ?",
            new Question(cats with { Tense = Tense.Past }));
        AssertSays(
            "there will be some cats in the garden .", "il y aura des chats dans le jardin .",
            new Statement(cats with { Tense = Tense.Future }));
    }

    [Fact]
    public void Relative_OfTheSubject_AgreesWithItsNoun() =>
        AssertTitle(
            "the women who do not see it",
            "les femmes qui ne le voient pas",
            The("woman").Plural() with { Relative = new(null, Do("see", Pronouns.It), Tense.Present, Polarity.Not) });

    [Fact]
    public void Opening_TakesAComma() =>
        AssertSays(
            "every day , she sings .",
            "tous les jours , elle chante .",
            new Statement(SheSings) { Opening = Time("every day") });
}
