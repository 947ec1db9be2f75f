using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Tests.Demo.Say;

namespace Dragoman.Lab.Tests.Demo;

public sealed class ClauseTests
{
    private static readonly CommonNounPhrase House = With(Determiner.Indefinite, "house");

    [Fact]
    public void Tense_OfAnActivity_IsConjugated()
    {
        VerbPhrase buy = Do("buy", The("house"));
        AssertClause("the woman buys the house", "la femme achète la maison", The("woman"), buy, Tense.Present);
        AssertClause("the woman is buying the house", "la femme achète la maison", The("woman"), buy, Tense.PresentProgressive);
        AssertClause("the woman bought the house", "la femme a acheté la maison", The("woman"), buy, Tense.Past);
        AssertClause("the woman was buying the house", "la femme achetait la maison", The("woman"), buy, Tense.PastProgressive);
        AssertClause("the woman will buy the house", "la femme achètera la maison", The("woman"), buy, Tense.Future);
    }

    [Fact]
    public void Past_OfAState_IsImperfect()
    {
        AssertClause("she had a house", "elle avait une maison", Pronouns.She, Do("have", House), Tense.Past);
        AssertClause("the car was old", "la voiture était vieille", The("car"), Is("old"), Tense.Past);
    }

    [Fact]
    public void CompoundPast_WithEtre_AgreesWithTheSubject()
    {
        AssertClause("the women arrived", "les femmes sont arrivées", The("woman").Plural(), Do("arrive"), Tense.Past);
        AssertClause("she left", "elle est partie", Pronouns.She, Do("leave"), Tense.Past);
        AssertClause("they came", "ils sont venus", Pronouns.They, Do("come"), Tense.Past);
        AssertClause(
            "the queen and the king arrived", "la reine et le roi sont arrivés",
            new Coordination(The("queen"), The("king")), Do("arrive"), Tense.Past);
    }

    [Fact]
    public void CompoundPast_WithObjectBefore_AgreesWithTheObject()
    {
        AssertClause("i saw her", "je l' ai vue", Pronouns.I, Do("see", Pronouns.She), Tense.Past);
        AssertClause("i saw them", "je les ai vus", Pronouns.I, Do("see", Pronouns.They), Tense.Past);
        AssertClause("i answered her", "je lui ai répondu", Pronouns.I, Do("answer", Pronouns.She), Tense.Past);
        RelativeClause bought = new(The("man"), Do("buy"), Tense.Past, Polarity.Affirmative);
        AssertTitle("the house that the man bought", "la maison que l' homme a achetée", The("house") with { Relative = bought });
        AssertTitle("the cars that the man bought", "les voitures que l' homme a achetées", The("car").Plural() with { Relative = bought });
    }

    [Fact]
    public void Negation_HasTwoPartsInFrench()
    {
        AssertClause("she does not sing", "elle ne chante pas", Pronouns.She, Do("sing"), Tense.Present, Polarity.Not);
        AssertClause("she never sings", "elle ne chante jamais", Pronouns.She, Do("sing"), Tense.Present, Polarity.Never);
        AssertClause("she no longer sings", "elle ne chante plus", Pronouns.She, Do("sing"), Tense.Present, Polarity.NoLonger);
    }

    [Fact]
    public void Negation_BeforeVowelAndAroundAuxiliary_Elides()
    {
        AssertClause("he is not ready", "il n' est pas prêt", Pronouns.He, Is("ready"), Tense.Present, Polarity.Not);
        AssertClause("we did not sleep", "nous n' avons pas dormi", Pronouns.We, Do("sleep"), Tense.Past, Polarity.Not);
        AssertClause("they will not see it", "ils ne le verront pas", Pronouns.They, Do("see", Pronouns.It), Tense.Future, Polarity.Not);
    }

    [Fact]
    public void Negation_OfIndefiniteObject_IsPasDe()
    {
        AssertClause("i do not have a house", "je n' ai pas de maison", Pronouns.I, Do("have", House), Tense.Present, Polarity.Not);
        AssertClause(
            "i did not buy any bread", "je n' ai pas acheté de pain",
            Pronouns.I, Do("buy", With(Determiner.Indefinite, "bread")), Tense.Past, Polarity.Not);
        AssertClause(
            "we never eat any eggs", "nous ne mangeons jamais d' œufs",
            Pronouns.We, Do("eat", With(Determiner.Indefinite, "egg").Plural()), Tense.Present, Polarity.Never);
        AssertClause(
            "he does not want to buy a house",
            "il ne veut pas acheter de maison",
            Pronouns.He,
            Do("want") with { Complement = new InfinitiveComplement(Do("buy", House)) },
            Tense.Present,
            Polarity.Not);
        AssertClause(
            "he does not answer a man", "il ne répond pas à un homme",
            Pronouns.He, Do("answer", With(Determiner.Indefinite, "man")), Tense.Present, Polarity.Not);
    }

    [Fact]
    public void Clitics_StandBeforeTheVerbInFrenchOrder()
    {
        AssertClause("i see it", "je le vois", Pronouns.I, Do("see", Pronouns.It), Tense.Present);
        AssertClause("i love him", "je l' aime", Pronouns.I, Do("love", Pronouns.He), Tense.Present);
        AssertClause(
            "she is looking for me", "elle me cherche",
            Pronouns.She, Do("look", Pronouns.I, "chercher"), Tense.PresentProgressive);
        VerbPhrase give = Do("give", Pronouns.They);
        AssertClause(
            "she does not give them to us", "elle ne nous les donne pas",
            Pronouns.She, give with { Recipient = Pronouns.We }, Tense.Present, Polarity.Not);
        AssertClause("she gives them to him", "elle les lui donne", Pronouns.She, give with { Recipient = Pronouns.He }, Tense.Present);
        AssertClause("she gave them to them", "elle les leur a donnés", Pronouns.She, give with { Recipient = Pronouns.They }, Tense.Past);
        AssertClause(
            "he gives the key to me", "il me donne la clé",
            Pronouns.He, Do("give", The("key")) with { Recipient = Pronouns.I }, Tense.Present);
        AssertClause(
            "he gives it to the boys", "il le donne aux garçons",
            Pronouns.He, Do("give", Pronouns.It) with { Recipient = The("boy").Plural() }, Tense.Present);
    }

    [Fact]
    public void Infinitive_KeepsItsCliticsAndMarker()
    {
        AssertClause(
            "she tries to see him",
            "elle essaie de le voir",
            Pronouns.She,
            Do("try") with { Complement = new InfinitiveComplement(Do("see", Pronouns.He)) },
            Tense.Present);
        AssertClause(
            "we can not begin",
            "nous ne pouvons pas commencer",
            Pronouns.We,
            Do("can") with { Complement = new InfinitiveComplement(Do("begin")) },
            Tense.Present,
            Polarity.Not);
        AssertClause(
            "they began to eat it",
            "ils ont commencé à le manger",
            Pronouns.They,
            Do("begin") with { Complement = new InfinitiveComplement(Do("eat", Pronouns.It)) },
            Tense.Past);
    }

    [Fact]
    public void Passive_ParticipleAgreesWithTheSubject()
    {
        VerbPhrase built = Do("build") with { Agent = The("worker").Plural() };
        AssertClause(
            "the church was built by the workers", "l' église a été construite par les ouvriers",
            The("church"), built, Tense.Past);
        AssertClause("they will be built by the workers", "ils seront construits par les ouvriers", Pronouns.They, built, Tense.Future);
    }

    [Fact]
    public void Attribute_AgreesAndCompares()
    {
        AssertClause(
            "the houses are very beautiful", "les maisons sont très belles",
            The("house").Plural(), Is("beautiful", Degree.Very), Tense.Present);
        AssertClause(
            "the car is bigger than a tree", "la voiture est plus grande qu' un arbre",
            The("car"), Is("big", Degree.More, With(Determiner.Indefinite, "tree")), Tense.Present);
        AssertClause(
            "the law is as important as the project", "la loi est aussi importante que le projet",
            The("law"), Is("important", Degree.As, The("project")), Tense.Present);
    }

    [Fact]
    public void Adverbs_StandBesideTheFrenchVerb()
    {
        VerbPhrase often = Do("work") with { Frequency = Particles.Frequencies[0] };
        AssertClause("he often works", "il travaille souvent", Pronouns.He, often, Tense.Present);
        AssertClause("he often worked", "il a souvent travaillé", Pronouns.He, often, Tense.Past);
        VerbPhrase well = Do("sing") with { Manner = Array.Find(Particles.Manners, manner => manner.English == "well") };
        AssertClause("she sang well", "elle a bien chanté", Pronouns.She, well, Tense.Past);
        VerbPhrase slowly = Do("open", The("door")) with { Manner = Particles.Manners[0], Time = Time("yesterday") };
        AssertClause("she opened the door slowly yesterday", "elle a ouvert lentement la porte hier", Pronouns.She, slowly, Tense.Past);
    }

    [Fact]
    public void Prepositions_ContractWithTheArticle()
    {
        AssertClause(
            "he works near the castle", "il travaille près du château",
            Pronouns.He, Do("work") with { Place = At(Prepositions.Near, The("castle")) }, Tense.Present);
        AssertClause(
            "he works at the markets", "il travaille aux marchés",
            Pronouns.He, Do("work") with { Place = At(Prepositions.At, The("market").Plural()) }, Tense.Present);
        AssertClause(
            "he works at the school", "il travaille à l' école",
            Pronouns.He, Do("work") with { Place = At(Prepositions.At, The("school")) }, Tense.Present);
        AssertClause("i speak to the hero", "je parle au héros", Pronouns.I, Do("speak", The("hero")), Tense.Present);
        AssertClause(
            "i speak to the man and the woman", "je parle à l' homme et à la femme",
            Pronouns.I, Do("speak", new Coordination(The("man"), The("woman"))), Tense.Present);
        AssertClause(
            "he sings with her", "il chante avec elle",
            Pronouns.He, Do("sing") with { Company = At(Prepositions.Company[0], Pronouns.She) }, Tense.Present);
    }
}
