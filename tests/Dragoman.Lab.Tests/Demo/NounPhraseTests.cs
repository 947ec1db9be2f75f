using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;
using static Dragoman.Lab.Tests.Demo.Say;

namespace Dragoman.Lab.Tests.Demo;

public sealed class NounPhraseTests
{
    [Fact]
    public void Adjectives_TwoAfterTheNoun_AreReversed() =>
        AssertTitle("the european economic area", "la zone économique européenne", The("area", "european", "economic"));

    [Fact]
    public void Adjectives_BeforeAndAfterTheNoun_EachTakeTheirPlace()
    {
        AssertTitle(
            "the new european economic policy", "la nouvelle politique économique européenne",
            The("policy", "new", "european", "economic"));
        AssertTitle("the small red houses", "les petites maisons rouges", The("house", "small", "red").Plural());
        AssertTitle("the beautiful old car", "la belle vieille voiture", The("car", "beautiful", "old"));
    }

    [Theory]
    [InlineData("the european problems", "les problèmes européens", "problem", "european")]
    [InlineData("the social reforms", "les réformes sociales", "reform", "social")]
    [InlineData("the social problems", "les problèmes sociaux", "problem", "social")]
    [InlineData("the public banks", "les banques publiques", "bank", "public")]
    [InlineData("the white tables", "les tables blanches", "table", "white")]
    [InlineData("the happy queens", "les reines heureuses", "queen", "happy")]
    [InlineData("the new hospitals", "les nouveaux hôpitaux", "hospital", "new")]
    [InlineData("the old birds", "les vieux oiseaux", "bird", "old")]
    [InlineData("the long wars", "les longues guerres", "war", "long")]
    [InlineData("the black horses", "les chevaux noirs", "horse", "black")]
    public void Plural_OfNounAndAdjective_Agrees(string english, string french, string noun, string adjective) =>
        AssertTitle(english, french, The(noun, adjective).Plural());

    [Theory]
    [InlineData("the beautiful man", "le bel homme", "man", "beautiful")]
    [InlineData("the beautiful hero", "le beau héros", "hero", "beautiful")]
    [InlineData("the old tree", "le vieil arbre", "tree", "old")]
    [InlineData("the old church", "la vieille église", "church", "old")]
    [InlineData("the new hotel", "le nouvel hôtel", "hotel", "new")]
    [InlineData("the new castle", "le nouveau château", "castle", "new")]
    [InlineData("the former worker", "l' ancien ouvrier", "worker", "former")]
    [InlineData("the high wall", "le haut mur", "wall", "high")]
    [InlineData("the high church", "la haute église", "church", "high")]
    public void Adjective_BeforeVowelOrAspirate_TakesItsForm(string english, string french, string noun, string adjective) =>
        AssertTitle(english, french, The(noun, adjective));

    [Theory]
    [InlineData("man", "l' homme")]
    [InlineData("hero", "le héros")]
    [InlineData("story", "l' histoire")]
    [InlineData("egg", "l' œuf")]
    [InlineData("school", "l' école")]
    [InlineData("house", "la maison")]
    public void Definite_BeforeVowelOrMuteH_Elides(string noun, string french) => AssertTitle("the " + noun, french, The(noun));

    [Theory]
    [InlineData("some bread", "du pain", "bread")]
    [InlineData("some meat", "de la viande", "meat")]
    [InlineData("some water", "de l' eau", "water")]
    [InlineData("some money", "de l' argent", "money")]
    [InlineData("a house", "une maison", "house")]
    [InlineData("an apple", "une pomme", "apple")]
    [InlineData("a union", "une union", "union")]
    public void Indefinite_Singular_IsArticleOrPartitive(string english, string french, string noun) =>
        AssertTitle(english, french, With(Determiner.Indefinite, noun));

    [Fact]
    public void Indefinite_Plural_IsDesOrDeBeforeAnAdjective()
    {
        AssertTitle("some houses", "des maisons", With(Determiner.Indefinite, "house").Plural());
        AssertTitle("some red houses", "des maisons rouges", With(Determiner.Indefinite, "house", "red").Plural());
        AssertTitle("some small houses", "de petites maisons", With(Determiner.Indefinite, "house", "small").Plural());
        AssertTitle("some former students", "d' anciens étudiants", With(Determiner.Indefinite, "student", "former").Plural());
    }

    [Theory]
    [InlineData("my friend", "mon ami", "friend", null)]
    [InlineData("my sister", "ma sœur", "sister", null)]
    [InlineData("my school", "mon école", "school", null)]
    [InlineData("my new school", "ma nouvelle école", "school", "new")]
    [InlineData("my former queen", "mon ancienne reine", "queen", "former")]
    [InlineData("my high church", "ma haute église", "church", "high")]
    public void Possessive_BeforeFeminineVowel_IsMasculineInForm(string english, string french, string noun, string? adjective) =>
        AssertTitle(english, french, adjective is null ? With(Determiner.My, noun) : With(Determiner.My, noun, adjective));

    [Fact]
    public void Possessives_OfEveryPerson_Agree()
    {
        AssertTitle("her car", "sa voiture", With(Determiner.Her, "car"));
        AssertTitle("his idea", "son idée", With(Determiner.His, "idea"));
        AssertTitle("its doors", "ses portes", With(Determiner.Its, "door").Plural());
        AssertTitle("our book", "notre livre", With(Determiner.Our, "book"));
        AssertTitle("your keys", "vos clés", With(Determiner.Your, "key").Plural());
        AssertTitle("their letters", "leurs lettres", With(Determiner.Their, "letter").Plural());
    }

    [Fact]
    public void Demonstratives_AgreeAndElide()
    {
        AssertTitle("this book", "ce livre", With(Determiner.This, "book"));
        AssertTitle("this hotel", "cet hôtel", With(Determiner.This, "hotel"));
        AssertTitle("this hero", "ce héros", With(Determiner.This, "hero"));
        AssertTitle("that small hotel", "ce petit hôtel", With(Determiner.That, "hotel", "small"));
        AssertTitle("that car", "cette voiture", With(Determiner.That, "car"));
        AssertTitle("those cars", "ces voitures", With(Determiner.That, "car").Plural());
    }

    [Fact]
    public void Quantifiers_TakeTheirFrenchShape()
    {
        AssertTitle("all the schools", "toutes les écoles", With(Determiner.All, "school").Plural());
        AssertTitle("all the eggs", "tous les œufs", With(Determiner.All, "egg").Plural());
        AssertTitle("many children", "beaucoup d' enfants", With(Determiner.Many, "child").Plural());
        AssertTitle("several letters", "plusieurs lettres", With(Determiner.Several, "letter").Plural());
        AssertTitle("every city", "chaque ville", With(Determiner.Every, "city"));
        AssertTitle("eight old castles", "huit vieux châteaux", With(Determiner.Indefinite, "castle", "old").Counted("eight"));
        AssertTitle("the two friends", "les deux amis", The("friend").Counted("two"));
    }

    [Fact]
    public void Owner_BeforeOrBehind_ComesBehindInFrench()
    {
        AssertTitle("the door of the house", "la porte de la maison", The("door") with { Owner = The("house") });
        AssertTitle("the house 's door", "la porte de la maison", The("door") with { Owner = The("house"), IsGenitive = true });
        AssertTitle("the king 's red car", "la voiture rouge du roi", The("car", "red") with { Owner = The("king"), IsGenitive = true });
        AssertTitle("the girls ' car", "la voiture des filles", The("car") with { Owner = The("girl").Plural(), IsGenitive = true });
        AssertTitle("the children 's car", "la voiture des enfants", The("car") with { Owner = The("child").Plural(), IsGenitive = true });
        AssertTitle("the car of the man", "la voiture de l' homme", The("car") with { Owner = The("man") });
        AssertTitle("the car of a man", "la voiture d' un homme", The("car") with { Owner = With(Determiner.Indefinite, "man") });
        AssertTitle("the car of the hero", "la voiture du héros", The("car") with { Owner = The("hero") });
        AssertTitle(
            "the car of eleven men", "la voiture de onze hommes",
            The("car") with { Owner = With(Determiner.Indefinite, "man").Counted("eleven") });
    }

    [Fact]
    public void Agreement_OfCoordination_IsFeminineOnlyIfBothAre()
    {
        Assert.Equal(Gender.Feminine, new Coordination(The("woman"), The("girl")).Agreement.Gender);
        Assert.Equal(Gender.Masculine, new Coordination(The("woman"), The("man")).Agreement.Gender);
    }
}
