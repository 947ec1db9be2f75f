using Dragoman.Visualization;

namespace Dragoman.Tests.Visualization;

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
}
