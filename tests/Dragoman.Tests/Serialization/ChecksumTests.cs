using Dragoman.Serialization;

namespace Dragoman.Tests.Serialization;

public sealed class ChecksumTests
{
    [Fact]
    public void Append_StandardCheckInput_GivesStandardCheckValue()
    {
        var checksum = new Checksum();
        checksum.Append("123456789"u8);
        Assert.Equal("e3069283", checksum.Text);
    }

    [Fact]
    public void Append_AnyPieces_GivesTheSame()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(value => (byte)value)];
        var whole = new Checksum();
        whole.Append(bytes);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var pieces = new Checksum();
            pieces.Append(bytes.AsSpan(0, cut));
            pieces.Append(bytes.AsSpan(cut));
            Assert.Equal(whole.Text, pieces.Text);
        }
    }
}
