using System.Buffers.Binary;
using Dragoman.Serialization;
using Dragoman.TestKit;

namespace Dragoman.Tests.Serialization;

public sealed class RecordLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The vectors of RFC 3720, appendix B.4.</summary>
    [Theory]
    [InlineData(0, 0, 0x8A9136AAu)]
    [InlineData(0xFF, 0, 0x62A8AB43u)]
    [InlineData(0, 1, 0x46DD794Eu)]
    [InlineData(31, -1, 0x113FDB5Cu)]
    public void MaskedChecksum_StandardVectors_AreMasked(int first, int step, uint expected)
    {
        byte[] data = [.. Enumerable.Range(0, 32).Select(i => (byte)(first + (i * step)))];

        uint masked = RecordLog.MaskedChecksum(data);

        uint turned = masked - 0xA282EAD8;
        Assert.Equal(expected, (turned >> 17) | (turned << 15));
    }

    [Fact]
    public void Append_Records_AreFramedOneAfterTheOther()
    {
        byte[][] records = [[], [1, 2, 3], [.. Enumerable.Range(0, 300).Select(i => (byte)i)]];
        using (RecordLog log = new(_folder["log"]))
        {
            foreach (byte[] record in records)
            {
                log.Append(record);
            }
        }

        ReadOnlySpan<byte> rest = File.ReadAllBytes(_folder["log"]);
        foreach (byte[] record in records)
        {
            Assert.Equal((ulong)record.Length, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            Assert.Equal(RecordLog.MaskedChecksum(rest[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            Assert.Equal(record, rest.Slice(12, record.Length));
            Assert.Equal(RecordLog.MaskedChecksum(record), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + record.Length)..]));
            rest = rest[(16 + record.Length)..];
        }

        Assert.True(rest.IsEmpty);
        Assert.Throws<IOException>(() => new RecordLog(_folder["log"]));
    }

    [Fact]
    public void ProtobufWriter_Fields_AreOfTheWireFormat()
    {
        ProtobufWriter inner = new();
        inner.WriteText(1, "é");
        ProtobufWriter message = new();
        message.WriteDouble(1, 1.0);
        message.WriteInteger(2, 300);
        message.WriteInteger(2, -1);
        message.WriteSingle(20, 1f);
        message.WriteMessage(5, inner);

        Assert.Equal(
            "09" + "000000000000F03F" + "10AC02" + "10FFFFFFFFFFFFFFFFFF01" + "A5010000803F" + "2A04" + "0A02C3A9",
            Convert.ToHexString(message.Written));
        message.Clear();
        Assert.True(message.Written.IsEmpty);
    }
}
