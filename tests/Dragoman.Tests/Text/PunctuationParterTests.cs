using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Text.Moses;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Text;

public sealed class PunctuationParterTests(ITestOutputHelper output)
{
    private static readonly TextOptions Parted = new(PartPunctuation: true);

    [Theory]
    [InlineData("J'ai faim.", "J ￭'￭ ai faim ￭.")]
    [InlineData("J’ai « faim » !", "J ￭’￭ ai « faim » !")]
    [InlineData("\"Don't,\" he said.", "\"￭ Don ￭'￭ t ￭, ￭\" he said ￭.")]
    [InlineData("well-known 3:30 $5.00", "well ￭-￭ known 3 ￭:￭ 30 $￭ 5 ￭.￭ 00")]
    [InlineData("...wait", ". ￭. ￭.￭ wait")]
    [InlineData("¿Qué? (sí)", "¿￭ Qué ￭? (￭ sí ￭)")]
    [InlineData("l'été e\u0301te\u0301", "l ￭'￭ été été")]
    [InlineData("我饿了。你呢?", "我饿了 ￭。￭ 你呢 ￭?")]
    [InlineData("ok👩‍💻👍🏽!", "ok ￭👩‍💻 ￭👍🏽 ￭!")]
    [InlineData("میروم؟", "میروم ￭؟")]
    [InlineData("می‌روم", "می‌روم")]
    [InlineData("a\u200E. b", "a\u200E ￭. b")]
    [InlineData("x ￭ y￭", "x ■ y ￭■")]
    [InlineData("<unk> a", "<￭ unk ￭> a")]
    public void Tokenize_PunctuationAndSymbols_StandAloneAndSayWhereTheyWereAttached(string raw, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', TextModel.Learn([raw], Parted).Tokenize(raw)));

    [Fact]
    public void Detokenize_AnyCleanText_GivesItBack() =>
        Prop.ForAll(RandomText.Awkward, raw =>
        {
            TextModel model = TextModel.Learn([raw], Parted);
            string clean = new TextNormalizer(Parted).Normalize(raw);

            return WhiteSpace.IsBlank(clean) || Words(clean) == model.Detokenize(model.Tokenize(raw));
        }).Check(RandomText.Checks);

    [Fact]
    public void Detokenize_PiecesOfWords_GiveTheTextBack()
    {
        string[] sentences = ["J'ai dit : « l'eau, c'est bon ! »", "Don't say \"well-known\" (again).", "user@@ a@b.org 50% @@", "它很好。👍🏽"];
        TextModel model = TextModel.Learn(sentences, Parted with { Tokenizer = TokenizerKind.BytePair, BytePair = new BytePairOptions(Merges: 10) });

        Assert.All(sentences, sentence => Assert.Equal(sentence, model.Decode(model.Encode(sentence))));
    }

    [Theory]
    [InlineData("fra-eng/fra.txt.gz", 0)]
    [InlineData("fra-eng/fra.txt.gz", 1)]
    [InlineData("multi30k/train.en.gz", 0)]
    [InlineData("multi30k/train.de.gz", 0)]
    [InlineData("multi30k/train.fr.gz", 0)]
    [InlineData("newstest2014/newstest2014-en-fr.fr.gz", 0)]
    [InlineData("newstest2014/newstest2014-en-de.de.gz", 0)]
    public void Detokenize_LinesOfACorpus_GivesThemBack(string file, int column)
    {
        string[] lines = [.. Corpora.ReadLines(file).Select(line => line.Split('\t')[column])];
        TextCleaner cleaner = new(Parted);
        TextNormalizer normalizer = new(Parted);

        Assert.All(lines, line => Assert.Equal(normalizer.Normalize(line), cleaner.Restore(cleaner.Clean(line))));
        output.WriteLine($"{lines.Count(line => cleaner.Restore(cleaner.Clean(line)) == line) / (double)lines.Length:P2} as written");
    }

    [Theory]
    [InlineData("a ￭ b", "ab")]
    [InlineData("￭ a", "a")]
    [InlineData("a ￭￭. b", "a. b")]
    [InlineData("<unk> ￭'￭ <unk>", "<unk>'<unk>")]
    [InlineData("", "")]
    public void Join_WhatAModelMayWrite_LeavesNoMark(string tokens, string text) => Assert.Equal(text, PunctuationParter.Join(tokens));

    [Theory]
    [InlineData("J'", "￭'￭")]
    [InlineData("J'ai (", "(￭")]
    [InlineData("Bonjour,", "￭,￭")]
    [InlineData("J' ", null)]
    [InlineData("J", null)]
    [InlineData("", null)]
    public void OpenEnd_OfABeginning_IsTheMarkThatGoesOn(string beginning, string? token)
    {
        TextModel model = TextModel.Learn(["J'ai (oui) 3,5"], Parted);

        Assert.Equal(token, model.OpenEnd(beginning) is { } id ? model.Vocabulary.TokenOf(id) : null);
    }

    [Fact]
    public void Locate_MarksAndWords_StandInTheRawText()
    {
        const string Raw = "  J’ai  (très) faim…";
        TextModel model = TextModel.Learn([Raw], Parted);

        IReadOnlyList<TextToken> tokens = model.Locate(Raw);

        Assert.Equal(model.Tokenize(Raw), tokens.Select(token => token.Text));
        Assert.Equal(["J", "’", "ai", "(", "très", ")", "faim", "…"], tokens.Select(token => Raw.Substring(token.Start, token.Length)));
    }

    [Theory]
    [InlineData(true, false, false, "data.target.moses.words is true, and data.target.partPunctuation, too")]
    [InlineData(false, true, false, "data.target.spaceBeforePunctuation is true, and data.target.partPunctuation, too")]
    [InlineData(false, false, true, "data.target.partPunctuation is true, and data.target.moses.truecase, too")]
    public void Validate_WithAnotherThatParts_IsRefused(bool words, bool spaces, bool truecase, string problem)
    {
        TextOptions options = Parted with { SpaceBeforePunctuation = spaces, Moses = new MosesOptions(Words: words, Truecase: truecase) };

        Assert.Contains(options.Validate("data.target"), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    private static string Words(string text) => string.Join(' ', new WordTokenizer().Tokenize(text));
}
