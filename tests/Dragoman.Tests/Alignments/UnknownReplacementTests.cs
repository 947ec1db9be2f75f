using Dragoman.Alignments;

namespace Dragoman.Tests.Alignments;

public sealed class UnknownReplacementTests
{
    private static readonly AttentionMap Map = new(["the", "amber", "room", "<eos>"], ["la", "<unk>", "<unk>", "<eos>"], [
        0.9f, 0.1f, 0f, 0f,
        0.1f, 0.1f, 0.7f, 0.1f,
        0f, 0.4f, 0f, 0.6f,
        0f, 0f, 0f, 1f]);

    [Fact]
    public void Replace_NoDictionary_CopiesTheWordLookedAtMost()
    {
        // The last word looks at the end token most; it still stands for a word.
        Assert.Equal(["la", "room", "amber", "<eos>"], UnknownReplacement.Replace(Map));
    }

    [Fact]
    public void Replace_Dictionary_TranslatesWhatItHolds()
    {
        BilingualLexicon lexicon = new(new Dictionary<string, string> { ["room"] = "chambre", ["the"] = "le" });

        Assert.Equal(["la", "chambre", "amber", "<eos>"], UnknownReplacement.Replace(Map, lexicon));
    }

    [Fact]
    public void Replace_SourceWithoutWords_LeavesTheToken()
    {
        Assert.Equal(["<unk>"], UnknownReplacement.Replace(new AttentionMap(["<eos>"], ["<unk>"], [1f])));
    }
}
