using Dragoman.Alignments;

namespace Dragoman.Tests;

public sealed class AttentionJsonTests
{
    [Fact]
    public void ToJson_Map_WritesWordsAndRows()
    {
        Assert.Equal(
            """{"source":["é","\"<b>"],"target":["x","y"],"weights":[[0.9,0.1],[0.33333334,1E-07]]}""",
            AttentionJson.ToJson(new AttentionMap(["é", "\"<b>"], ["x", "y"], [0.9f, 0.1f, 1f / 3, 1e-7f])));
    }

    [Fact]
    public void ToJson_NoTarget_WritesEmptyLists()
    {
        Assert.Equal("""{"source":["a"],"target":[],"weights":[]}""", AttentionJson.ToJson(new AttentionMap(["a"], [], [])));
    }

    [Fact]
    public void ToJson_UnknownTokens_ListsTheirPlaces() => Assert.Equal(
        """{"source":["a","b"],"target":["x"],"weights":[[0.5,0.5]],"unknown":[1],"unknownTarget":[0]}""",
        AttentionJson.ToJson(new AttentionMap(["a", "b"], ["x"], [0.5f, 0.5f]).WithUnknown([1], [0])));
}
