using System.IO.Compression;
using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class RealCorpusTests
{
    private const string EnglishFrench = "fra-eng/fra.txt.gz";

    [Fact]
    public void Read_EnglishFrench_HasEveryPair()
    {
        TsvCorpus corpus = new(RealCorpora.Require(EnglishFrench));
        Assert.Equal(162_130, corpus.Read().Count());
    }

    [Fact]
    public void Learn_First600PairsAsInD2l_HasTheKnownSizes()
    {
        string path = RealCorpora.Require(EnglishFrench);
        SentencePair[] pairs = [.. new TsvCorpus(path).Read().Take(600)];
        VocabularyOptions options = new(MinimumFrequency: 2);
        Vocabulary source = TextModel.Learn(pairs.Select(pair => pair.Source), TextOptions.D2l, options).Vocabulary;
        Vocabulary target = TextModel.Learn(pairs.Select(pair => pair.Target), TextOptions.D2l, options).Vocabulary;
        Assert.Equal((184, 201), (source.Count, target.Count));
        Assert.Equal(KeptTokens(path, column: 0), source.Tokens.Skip(Vocabulary.SpecialCount).ToHashSet());
        Assert.Equal(KeptTokens(path, column: 1), target.Tokens.Skip(Vocabulary.SpecialCount).ToHashSet());
    }

    [Fact]
    public void Open_EnglishFrench_KeepsEveryTokenInMemory()
    {
        MemoryCorpus corpus = new(new TsvCorpus(RealCorpora.Require(EnglishFrench)).Read());
        VocabularyOptions options = new(MinimumFrequency: 2);
        PairEncoder encoder = new(
            TextModel.Learn(corpus.Read().Select(pair => pair.Source), TextOptions.D2l, options),
            TextModel.Learn(corpus.Read().Select(pair => pair.Target), TextOptions.D2l, options));
        using BatchSequence batches = BatchSequence.Open(corpus, encoder);
        Assert.NotNull(batches.PairCount);
        Assert.Equal((162_130 + 63) / 64, batches.BatchesPerEpoch);
    }

    [Fact]
    public void Read_Multi30k_IsAligned()
    {
        ParallelCorpus corpus = new(RealCorpora.Require("multi30k/train.en.gz"), RealCorpora.Require("multi30k/train.de.gz"));
        Assert.Equal(29_000, corpus.ReadLines().Count());
    }

    /// <summary>The recipe of the book, step by step and on its own; the thin space of three lines is a space here as well.</summary>
    private static HashSet<string> KeptTokens(string path, int column)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Dictionary<string, int> counts = [];
        for (int line = 0; line < 600; line++)
        {
            string text = reader.ReadLine()!.Split('\t')[column]
                .Replace('\u202F', ' ').Replace('\u00A0', ' ').Replace('\u2009', ' ').ToLowerInvariant();
            string spaced = "";
            for (int i = 0; i < text.Length; i++)
            {
                spaced += i > 0 && ",.!?".Contains(text[i]) && text[i - 1] != ' ' ? $" {text[i]}" : text[i];
            }

            foreach (string token in spaced.Split(' '))
            {
                counts[token] = counts.GetValueOrDefault(token) + 1;
            }
        }

        return [.. counts.Where(entry => entry.Value >= 2).Select(entry => entry.Key)];
    }
}
