using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

public sealed class CorpusFingerprintTests
{
    [Fact]
    public void Of_AWordOnTheOtherSide_IsAnother()
    {
        string one = CorpusFingerprint.Of(new EncodedPairs([new EncodedPair([4, 5], [6])]));
        string other = CorpusFingerprint.Of(new EncodedPairs([new EncodedPair([4], [5, 6])]));

        Assert.NotEqual(one, other);
        Assert.Throws<ConfigurationException>(() => CorpusFingerprint.ThrowIfOther(one, other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a2b3c4d")] // without the lengths of the sentences, as it was computed before
    public void ThrowIfOther_BeforeIsNotKnown_LetsItPass(string before) =>
        CorpusFingerprint.ThrowIfOther(before, CorpusFingerprint.Of(new EncodedPairs([new EncodedPair([4], [5])])));
}
