using Dragoman.TestKit;
using Dragoman.Text.Moses;

namespace Dragoman.Tests.Text;

/// <summary>The rules of Moses against its scripts, on all raw lines of corpora.</summary>
public sealed class MosesScriptTests(ITestOutputHelper output)
{
    private const string Tokenizer = "tokenizer/tokenizer.perl";

    public static TheoryData<string, int, TextLanguage> Corpora { get; } = new()
    {
        { "fra-eng/fra.txt.gz", 0, TextLanguage.En },
        { "fra-eng/fra.txt.gz", 1, TextLanguage.Fr },
        { "multi30k/train.en.gz", 0, TextLanguage.En },
        { "multi30k/train.fr.gz", 0, TextLanguage.Fr },
        { "multi30k/train.de.gz", 0, TextLanguage.De },
        { "multi30k/train.de.gz", 0, TextLanguage.Other },
        { "newstest2014/newstest2014-en-fr.en.gz", 0, TextLanguage.En },
        { "newstest2014/newstest2014-en-fr.fr.gz", 0, TextLanguage.Fr },
        { "newstest2014/newstest2014-en-de.de.gz", 0, TextLanguage.De },
    };

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Words_OfACorpus_AreThoseOfTheTokenizer(string file, int column, TextLanguage language)
    {
        string[] lines = Lines(file, column);
        foreach (bool isAggressive in new[] { false, true })
        {
            MosesWords words = new(language, isAggressive);
            string[] expected = MosesScripts.Run(Tokenizer, lines, ["-q", "-no-escape", "-l", CodeOf(language), .. isAggressive ? ["-a"] : Array.Empty<string>()]);
            AssertAgreement(isAggressive ? "tokenizer -a" : "tokenizer", lines, expected.Select(OneSpace), words.Apply, 0.9995);
        }
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Join_OfWords_IsThatOfTheDetokenizer(string file, int column, TextLanguage language)
    {
        string[] lines = Lines(file, column);
        foreach (bool isAggressive in new[] { false, true })
        {
            string[] words = [.. lines.Select(new MosesWords(language, isAggressive).Apply).Where(line => !line.Contains('&', StringComparison.Ordinal))];
            string[] expected = MosesScripts.Run("tokenizer/detokenizer.perl", words, "-q", "-l", CodeOf(language));
            AssertAgreement(isAggressive ? "detokenizer after -a" : "detokenizer", words, expected, new MosesJoiner(language).Join, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Punctuation_OfACorpus_IsNormalisedAsByTheScript(string file, int column, TextLanguage language)
    {
        string[] lines = Lines(file, column);
        string[] expected = MosesScripts.Run("tokenizer/normalize-punctuation.perl", lines, "-l", CodeOf(language));
        AssertAgreement("normalize-punctuation", lines, expected, PunctuationNormalizer.Of(language).Apply, 1);
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Case_LearntOfACorpus_IsThatOfTheTruecaser(string file, int column, TextLanguage language)
    {
        string[] words = [.. Lines(file, column).Select(new MosesWords(language, splitsHyphens: false).Apply)];
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["words"], string.Concat(words.Select(line => line + "\n")));
        MosesScripts.Run("recaser/train-truecaser.perl", [], "--corpus", folder["words"], "--model", folder["model"]);

        Truecaser learnt = Truecaser.Learn(words);
        using FileStream model = File.OpenRead(folder["model"]);
        Truecaser theirs = TruecaserFile.Read(model);

        Assert.Equal(Forms(theirs), Forms(learnt));
        string[] expected = MosesScripts.Run("recaser/truecase.perl", words, "--model", folder["model"]);
        AssertAgreement("truecase", words, expected, theirs.Apply, 1);
        AssertAgreement("truecase, own model", words, expected, learnt.Apply, 0.99); // They differ in forms that are equally frequent, where the script takes any.
        AssertAgreement("detruecase", expected, MosesScripts.Run("recaser/detruecase.perl", expected), Truecaser.Undo, 1);
    }

    private void AssertAgreement(string what, string[] input, IEnumerable<string> expected, Func<string, string> work, double least)
    {
        string[] wanted = [.. expected];
        Assert.Equal(input.Length, wanted.Length);
        (string Expected, string Actual)[] differences = [.. wanted.Zip(input.Select(work)).Where(pair => pair.First != pair.Second)];
        double share = 1 - ((double)differences.Length / input.Length);
        output.WriteLine($"{what}: {share:P3} of {input.Length:N0} lines");
        foreach ((string theirs, string ours) in differences.Take(12))
        {
            output.WriteLine($"  theirs: {theirs}\n  ours:   {ours}");
        }

        Assert.True(share >= least, $"{what}: {differences.Length} of {input.Length} lines differ, such as\n{differences.FirstOrDefault()}");
    }

    private static IEnumerable<string> Forms(Truecaser truecaser) =>
        truecaser.Forms.Select(word => string.Join(' ', word.All.Select(form => $"{form.Form} {form.Count}").Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);

    private static string CodeOf(TextLanguage language) => language == TextLanguage.Other ? "xx" : language.ToString().ToLowerInvariant();

    private static string OneSpace(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Lines(string file, int column)
    {
        MosesScripts.PathOf(Tokenizer);
        return [.. TestKit.Corpora.ReadLines(file).Select(line => line.Split('\t')[column])];
    }
}
