using System.Text.RegularExpressions;
using Dragoman.Lab.Demo;
using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Tests.Demo;

public sealed partial class DemoCorpusTests
{
    private static readonly Lazy<DemoPair[]> Sample = new(() => [.. DemoCorpus.Draw(seed: 1).Take(100_000)]);

    [Fact]
    public void Generate_SameSeed_GivesTheSamePairsAndPrefixes()
    {
        IReadOnlyList<DemoPair> pairs = DemoCorpus.Generate(500, seed: 3);
        Assert.Equal(pairs, DemoCorpus.Generate(500, seed: 3));
        Assert.Equal(pairs.Take(100), DemoCorpus.Generate(100, seed: 3));
        Assert.NotEqual(pairs, DemoCorpus.Generate(500, seed: 4));
    }

    [Fact]
    public void Generate_HundredThousand_AreDistinctAndOfTheRightLength()
    {
        IReadOnlyList<DemoPair> pairs = DemoCorpus.Generate(100_000, seed: 2);
        int[] lengths = [.. pairs.Select(pair => pair.English.Split(' ').Length)];
        Assert.Equal(100_000, pairs.DistinctBy(pair => pair.English).Count());
        Assert.All(lengths, length => Assert.InRange(length, 3, 20));
        Assert.InRange(lengths.Average(), 8, 10);
    }

    [Fact]
    public void Draw_SameEnglish_HasTheSameFrench() =>
        Assert.DoesNotContain(
            Sample.Value.GroupBy(pair => pair.English),
            translations => translations.Select(pair => pair.French).Distinct().Skip(1).Any());

    [Fact]
    public void Draw_Sentences_AreLowerCaseWithSingleBlanks() =>
        Assert.All(Sample.Value, pair =>
        {
            Assert.Matches(EnglishShape(), pair.English);
            Assert.Matches(FrenchShape(), pair.French);
        });

    [Fact]
    public void Draw_French_ElidesEverywhere() =>
        Assert.DoesNotContain(Sample.Value, pair =>
        {
            string[] words = pair.French.Split(' ');
            return words.Zip(words.Skip(1)).Any(both =>
                both.First is "le" or "la" or "de" or "je" or "me" or "ne" or "que" or "ce" or "ma" or "sa"
                && Elision.StartsWithVowelSound(both.Second));
        });

    [Fact]
    public void Draw_French_ElidesBeforeVowelSoundsOnly() =>
        Assert.DoesNotContain(Sample.Value, pair =>
        {
            string[] words = pair.French.Split(' ');
            return words.Zip(words.Skip(1)).Any(both => both.First.EndsWith('\'') && !Elision.StartsWithVowelSound(both.Second));
        });

    [Fact]
    public void Draw_French_ContractsArticlesAndKeepsClitics() =>
        Assert.All(
            Sample.Value.SelectMany(pair => Uncontracted().Matches(pair.French)),
            match => Assert.Matches("(er|ir|re)$", match.Groups["next"].Value));

    [Fact]
    public void Draw_French_DeterminersAgreeWithTheNounAfterThem()
    {
        Dictionary<string, Noun> singulars = Nouns.All.ToDictionary(noun => noun.French(Number.Singular));
        HashSet<string> plurals = [.. Nouns.All.Select(noun => noun.French(Number.Plural))];
        bool Disagrees(string determiner, string word) => determiner switch
        {
            "un" or "le" or "ce" or "au" or "du" => singulars.TryGetValue(word, out Noun? noun) && noun.Gender == Gender.Feminine,
            "une" or "la" or "cette" or "ma" or "sa" => singulars.TryGetValue(word, out Noun? noun) && noun.Gender == Gender.Masculine,
            "des" or "aux" or "ces" or "plusieurs" => singulars.ContainsKey(word) && !plurals.Contains(word),
            _ => false,
        };

        Assert.DoesNotContain(Sample.Value, pair =>
        {
            string[] words = pair.French.Split(' ');
            return words.Zip(words.Skip(1), Disagrees).Any(disagrees => disagrees);
        });
    }

    [Fact]
    public void Draw_VocabularyOf25000_IsSmallAndFrequent()
    {
        foreach (Func<DemoPair, string> side in new Func<DemoPair, string>[] { pair => pair.English, pair => pair.French })
        {
            IEnumerable<string> words = Sample.Value.Take(25_000).SelectMany(pair => side(pair).Split(' '));
            int[] counts = [.. words.CountBy(word => word).Select(entry => entry.Value)];
            Assert.InRange(counts.Length, 300, 900);
            Assert.InRange(counts.Count(count => count < 10), 0, 30);
        }
    }

    [Fact]
    public void Showcase_Sentences_AreTranslatedAsTheyShould() =>
        Assert.Equal(
            [
                new("the european economic area is very important .", "la zone économique européenne est très importante ."),
                new(
                    "the french government accepted the new european economic policy .",
                    "le gouvernement français a accepté la nouvelle politique économique européenne ."),
                new("she does not give them to us .", "elle ne nous les donne pas ."),
                new("i see it every day .", "je le vois tous les jours ."),
                new("yesterday , the old queen arrived at the castle .", "hier , la vieille reine est arrivée au château ."),
                new("he did not buy a house near the new hotel .", "il n' a pas acheté de maison près du nouvel hôtel ."),
                new("the woman 's red car is behind the school .", "la voiture rouge de la femme est derrière l' école ."),
                new("do you think that the children are sleeping ?", "est-ce que vous pensez que les enfants dorment ?"),
            ],
            DemoCorpus.Showcase);

    [Fact]
    public void Split_Sets_ShareNoSourceWithOneAnotherOrTheShowcase()
    {
        DemoSplit split = DemoCorpus.Split(20_000, 500, 1000, seed: 6);
        DemoPair[] all = [.. split.Training, .. split.Validation, .. split.Test, .. DemoCorpus.Showcase];
        Assert.Equal((20_000, 500, 1000), (split.Training.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(all.Length, all.DistinctBy(pair => pair.English).Count());
    }

    [Fact]
    public void Split_MoreTraining_LeavesTheHeldOutSets()
    {
        DemoSplit small = DemoCorpus.Split(100, 20, 30, seed: 6);
        DemoSplit large = DemoCorpus.Split(200, 20, 30, seed: 6);
        Assert.Equal(small.Validation, large.Validation);
        Assert.Equal(small.Test, large.Test);
        Assert.Equal(small.Training, large.Training.Take(100));
    }

    [Fact]
    public void GenerateAndSplit_CountOutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoCorpus.Generate(-1, seed: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoCorpus.Generate(DemoCorpus.MaximumCount + 1, seed: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoCorpus.Split(DemoCorpus.MaximumCount, 1, 0, seed: 0));
    }

    [GeneratedRegex(@"^[a-z]+( ([a-z]+|'s?|,))*( [.?])?$")]
    private static partial Regex EnglishShape();

    [GeneratedRegex(@"^([a-zàâçèéêëîïôûùœ-]+'?)( ([a-zàâçèéêëîïôûùœ-]+'?|,))*( [.?])?$")]
    private static partial Regex FrenchShape();

    [GeneratedRegex(@"(?<= )(de|à) (le|les) ((lui|leur) )?(?<next>\S+)")]
    private static partial Regex Uncontracted();
}
