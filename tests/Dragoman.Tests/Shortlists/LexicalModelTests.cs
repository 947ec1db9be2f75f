using System.Text.Json;
using Dragoman.Data;
using Dragoman.Shortlists;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Shortlists;

public sealed class LexicalModelTests
{
    private const int A = 4, B = 5; // source words
    private const int X = 4, Y = 5; // target words

    private static readonly EncodedPairs TwoPairs = new([new EncodedPair([A, B, 3], [X, Y, 3]), new EncodedPair([A, 3], [X, 3])]);

    /// <summary>"a b" is "x y" and "a" is "x"; by hand, with the empty word.</summary>
    [Fact]
    public void Learn_OneIteration_EqualsTheHandWorkedCounts()
    {
        LexicalModel model = Learn(TwoPairs, 6, 6, iterations: 1);

        // (a, x) meets in the first pair as one of three words and in the second as one of two: 1/3 + 1/2; (a, y) in the first alone.
        Assert.Equal(5 / 7.0, model[A, X], 1e-6);
        Assert.Equal(2 / 7.0, model[A, Y], 1e-6);
        Assert.Equal(1 / 2.0, model[B, X], 1e-6);
        Assert.Equal(5 / 7.0, model[null, X], 1e-6);
    }

    [Fact]
    public void Learn_TwoIterations_EqualsTheHandWorkedCounts()
    {
        LexicalModel model = Learn(TwoPairs, 6, 6, iterations: 2);

        // First pair: x has 5/7 + 1/2 + 5/7 = 27/14, y has 2/7 + 1/2 + 2/7 = 15/14; so (a, x) counts 10/27, (a, y) 4/15. Second pair: (a, x) 1/2.
        Assert.Equal(235 / 307.0, model[A, X], 1e-6);
        Assert.Equal(72 / 307.0, model[A, Y], 1e-6);
        Assert.Equal(5 / 14.0, model[B, X], 1e-6);
        Assert.Equal(9 / 14.0, model[B, Y], 1e-6);
        Assert.Equal(0, model[B, 3]);
    }

    [Fact]
    public void Learn_ManyIterations_FindsTheTranslations()
    {
        LexicalModel model = Learn(TwoPairs, 6, 6, iterations: 50);

        Assert.Equal((Y, X), (model.Best(B, 1).Single().Target, model.Best(A, 1).Single().Target));
        Assert.True(model[B, Y] > 0.99f);
    }

    [Fact]
    public void Learn_RandomPairs_EqualsTheIndependentScript()
    {
        using JsonDocument fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "lexical-model.json")));
        JsonElement root = fixture.RootElement;
        EncodedPairs pairs = new(root.GetProperty("pairs").EnumerateArray().Select(pair => new EncodedPair(Ids(pair[0]), Ids(pair[1]))));
        (int source, int target) = (root.GetProperty("source").GetInt32(), root.GetProperty("target").GetInt32());
        LexicalModel model = Learn(pairs, source, target, root.GetProperty("iterations").GetInt32());

        foreach (JsonElement entry in root.GetProperty("table").EnumerateArray())
        {
            int word = entry[0].GetInt32();
            Assert.Equal(entry[2].GetDouble(), model[word < 0 ? null : word, entry[1].GetInt32()], 1e-5);
        }
    }

    [Fact]
    public void Best_SpecialTokens_AreNone()
    {
        EncodedPairs pairs = new([new EncodedPair([A, 3], [Vocabulary.UnkId, X, 3]), new EncodedPair([A, B, 3], [Vocabulary.UnkId, 3])]);
        LexicalModel model = Learn(pairs, 7, 6, iterations: 3);

        Assert.Equal([X], model.Best(A, 10).Select(best => best.Target));
        Assert.Empty(model.Best(B, 10));
        Assert.Empty(model.Best(6, 10)); // never seen
    }

    [Fact]
    public void Learn_MoreCandidatesThanAreKept_KeepsThoseThatAreMetMost()
    {
        int vocabulary = LexicalModel.MostCandidates + 100;
        EncodedPairs pairs = new(Enumerable.Range(4, vocabulary - 4).Select(word => new EncodedPair([A, 3], word % 2 == 0 ? [word, X, 3] : [word, 3])));
        LexicalModel model = Learn(pairs, 6, vocabulary, iterations: 3);

        Assert.Equal(X, model.Best(A, 1).Single().Target);
        Assert.Equal(0f, model[A, vocabulary - 1]);
        Assert.True(model[null, vocabulary - 1] > 0f);
    }

    private static LexicalModel Learn(EncodedPairs pairs, int source, int target, int iterations) =>
        LexicalModel.Learn(pairs, source, target, iterations, cancellationToken: TestContext.Current.CancellationToken);

    private static int[] Ids(JsonElement array) => [.. array.EnumerateArray().Select(id => id.GetInt32())];
}
