using Dragoman.Explanations;
using Dragoman.Neighbours;
using Dragoman.Numerics;
using Dragoman.Text;

namespace Dragoman.Tests.Neighbours;

public sealed class WordVectorsTests
{
    private static readonly WordVectors Words = Make(("king", [1f, 1f]), ("queen", [-2f, 2f]), ("man", [3f, 0f]), ("woman", [-1f, 0.1f]), ("tree", [0f, -1f]));

    [Fact]
    public void Nearest_KingMinusManPlusWoman_IsQueen()
    {
        int[] plus = [Words.IdOf("king"), Words.IdOf("woman")];
        int[] minus = [Words.IdOf("man")];

        IReadOnlyList<WordNeighbour> found = Words.Nearest(Words.Sum(plus, minus), plus.Concat(minus).ToHashSet(), 5);

        Assert.Equal(["queen", "tree"], found.Select(word => word.Word));
        double angle = Math.Atan2(Math.Sqrt(0.5) + (0.1 / Math.Sqrt(1.01)), Math.Sqrt(0.5) - 1 - (1 / Math.Sqrt(1.01)));
        Assert.Equal(Math.Cos(angle - (0.75 * Math.PI)), found[0].Similarity, 1e-6);
    }

    [Fact]
    public void IdOf_WordAsASentenceHasIt_IsCleaned() => Assert.Equal(Words.IdOf("king"), Words.IdOf(" king "));

    [Theory]
    [InlineData("emperor")]
    [InlineData("king queen")]
    [InlineData("<eos>")]
    [InlineData("")]
    public void IdOf_NoWordOfTheVocabulary_Throws(string word) =>
        Assert.StartsWith($"The vocabulary has no word \"{word}\".", Assert.Throws<ModelRequestException>(() => Words.IdOf(word)).Message, StringComparison.Ordinal);

    private static WordVectors Make(params (string Word, float[] Vector)[] words)
    {
        Vocabulary vocabulary = new(words.Select(word => word.Word));
        Matrix table = Matrix.Allocate(vocabulary.Count, 2);
        foreach ((string word, float[] vector) in words)
        {
            vector.CopyTo(table.Row(vocabulary.IdOf(word)));
        }

        return new WordVectors(new TextModel(new TextOptions(), vocabulary), table);
    }
}
