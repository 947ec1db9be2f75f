using System.Buffers.Binary;
using System.Text;
using Dragoman.Numerics;
using Dragoman.Serialization;
using Dragoman.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Serialization;

public sealed class SafetensorsFileTests : IDisposable
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder["model.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_AllTypes_ReadsBackTheSameBits()
    {
        float[] floats = [0f, -0f, float.NaN, float.Epsilon, float.MaxValue, float.NegativeInfinity];
        SafetensorsFile.Save(
            Model,
            [
                StoredTensor.Array("bytes", ArrayOf<byte>(1, 2, 255)),
                StoredTensor.Matrix("matrix", Matrix.From(2, 3, floats)),
                StoredTensor.Vector("vector", Matrix.From(1, 3, [1, 2, 3])),
                StoredTensor.Array("longs", ArrayOf(long.MinValue, 1L), 2, 1),
                StoredTensor.Array("ints", ArrayOf(int.MinValue, 7)),
                StoredTensor.Array("doubles", ArrayOf(Math.PI)),
            ],
            new Dictionary<string, string> { ["position"] = "épître \"7\"", ["a"] = "" });

        using SafetensorsFile file = SafetensorsFile.Open(Model, Verification.Required);
        Assert.Equal(["longs", "doubles", "matrix", "vector", "ints", "bytes"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(Bits(floats), Bits(file.Read("matrix").Span.ToArray()));
        Assert.Equal([1f, 2f, 3f], file.Read("vector").Span.ToArray());
        Assert.Equal([long.MinValue, 1L], file.ReadArray<long>("longs"));
        Assert.Equal([int.MinValue, 7], file.ReadArray<int>("ints"));
        Assert.Equal([Math.PI], file.ReadArray<double>("doubles"));
        Assert.Equal([(byte)1, (byte)2, (byte)255], file.ReadArray<byte>("bytes"));
        Assert.Equal([2L, 3L], file.Find("matrix").Shape);
        Assert.Equal([3L], file.Find("vector").Shape);
        Assert.Equal(["a", "position"], file.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("épître \"7\"", file.Metadata["position"]);
    }

    [Fact]
    public void Write_SmallFile_GivesTheDocumentedBytes()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [StoredTensor.Vector("b", Matrix.From(1, 1, [1f])), StoredTensor.Array("a", ArrayOf(2L))]);

        byte[] bytes = stream.ToArray();
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Equal(
            """{"__metadata__":{"crc32c":"#"},"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
            System.Text.RegularExpressions.Regex.Replace(header.TrimEnd(' '), "\"[0-9a-f]{8}\"", "\"#\""));
        Assert.Equal(0, length % 8);
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f], bytes[(8 + length)..]);
    }

    [Fact]
    public void Write_AnotherOrder_GivesTheSameBytes()
    {
        StoredTensor[] tensors = [.. "cab".Select(letter => StoredTensor.Array($"{letter}", ArrayOf((int)letter)))];
        using var forward = new MemoryStream();
        using var backward = new MemoryStream();
        SafetensorsFile.Write(forward, tensors);
        SafetensorsFile.Write(backward, tensors.Reverse());
        Assert.Equal(forward.ToArray(), backward.ToArray());
    }

    [Fact]
    public void Write_TwoTensorsOfOneName_Throws()
    {
        StoredTensor tensor = StoredTensor.Array("twice", ArrayOf(1));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, [tensor, tensor]));
        Assert.Contains("'twice'", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            SafetensorsFile.Write(Stream.Null, [StoredTensor.Array("__metadata__", ArrayOf(1))]));
    }

    [Fact]
    public void Read_FileOfAnotherProgram_NeedsNoChecksumAndMergesOuterAxes()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        Forge("""{"x":{"shape":[1,2,3],"data_offsets":[0,24],"dtype":"F32"}}""", [.. values.SelectMany(BitConverter.GetBytes)]);
        using SafetensorsFile file = SafetensorsFile.Open(Model);
        Matrix x = file.Read("x");
        Assert.Equal((2, 3), (x.Rows, x.Columns));
        Assert.Equal(values, x.Span.ToArray());
        Assert.Contains("no checksum", Message(() => SafetensorsFile.Open(Model, Verification.Required)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IntoColumnsOfWiderTensor_FillsOnlyThem()
    {
        Matrix wide = Matrix.From(2, 3, [1, 2, 3, 4, 5, 6]);
        SafetensorsFile.Save(Model, [StoredTensor.Matrix("x", wide.ColumnRange(1, 2))]);
        Matrix other = Matrix.Allocate(2, 3);
        using SafetensorsFile file = SafetensorsFile.Open(Model);
        file.Read("x", other.ColumnRange(0, 2));
        Assert.Equal([2f, 3f, 0f, 5f, 6f, 0f], other.Span.ToArray());
    }

    [Fact]
    public void Save_MoreThanOneChunkAndEmptyTensors_ReadsBack()
    {
        Matrix large = Matrix.Allocate(3, 200_001);
        for (int i = 0; i < large.Length; i++)
        {
            large.Span[i] = i;
        }

        SafetensorsFile.Save(
            Model,
            [
                StoredTensor.Matrix("large", large),
                StoredTensor.Array("none", ArrayOf<long>()),
                StoredTensor.Array("zero", ArrayOf<int>(), 0, 4),
            ]);
        using SafetensorsFile file = SafetensorsFile.Open(Model);
        Assert.True(large.Span.SequenceEqual(file.Read("large").Span));
        Assert.Empty(file.ReadArray<long>("none"));
        Assert.Equal([0L, 4L], file.Find("zero").Shape);
    }

    [Fact]
    public void Read_WrongNameTypeOrShape_SaysWhatAndWhere()
    {
        SafetensorsFile.Save(Model, [StoredTensor.Matrix("x", Matrix.Allocate(2, 3)), StoredTensor.Array("n", ArrayOf(1))]);
        using SafetensorsFile file = SafetensorsFile.Open(Model);
        Assert.Equal(
            $"{Model}: tensor 'x' has the shape [2, 3], but the model needs [3, 2]. " +
            "The file belongs to a model with other options; use the config.json that came with it.",
            Message(() => file.Read("x", Matrix.Allocate(3, 2))));
        Assert.Contains("there is no tensor 'y' among its 2.", Message(() => file.Read("y")), StringComparison.Ordinal);
        Assert.Contains("has the type I32, but F32 is needed", Message(() => file.Read("n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingFileOrFolder_ThrowsCheckpointException()
    {
        Assert.Contains("does not exist", Message(() => SafetensorsFile.Open(Model)), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Message(() => SafetensorsFile.Open(_folder.Path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL, "not a JSON object")]
    [InlineData(9UL, "the header claims 9 bytes, but the file holds 16")]
    [InlineData(1UL << 62, "the header claims 4611686018427387904 bytes")]
    [InlineData(ulong.MaxValue, "the header claims 18446744073709551615 bytes")]
    public void Open_HeaderLengthIsWrong_Throws(ulong length, string problem)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(Model, bytes);
        Assert.Contains(problem, Message(() => SafetensorsFile.Open(Model)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData("{", 0, "not valid JSON")]
    [InlineData("{}x", 0, "not valid JSON")]
    [InlineData("""{"x":1}""", 0, "tensor 'x' has no dtype")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON")]
    [InlineData("""{"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\u0078":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON")]
    [InlineData("""{"\u001bx":{}}""", 0, "the name of a tensor holds control characters: '\uFFFDx'")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "__metadata__.a must be a string")]
    [InlineData("""{"__metadata__":[]}""", 0, "__metadata__ must be an object")]
    [InlineData("""{"x":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", 2, "has the type \"BF16\"; F32, F64, I32, I64, I8 and U8 can be read")]
    [InlineData("""{"x":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "shape holds -1")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "shape holds 1.5")]
    [InlineData("""{"x":{"dtype":"U8","shape":1,"data_offsets":[0,1]}}""", 1, "shape must be a list")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[1]}}""", 1, "data_offsets must be [begin, end]")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "data_offsets must be [begin, end]")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "shape [2] of type F32 does not fill its 4 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "does not fill its 0 bytes")]
    [InlineData("""{"x":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", 3, "only 3 bytes of data")]
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"y":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "'y' overlaps the tensor before it: it starts at byte 1, not 2")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"y":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, "'y' leaves a gap")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 3, "2 bytes follow the last tensor")]
    public void Open_HeaderIsWrong_SaysWhat(string header, int dataLength, string problem)
    {
        Forge(header, new byte[dataLength]);
        Assert.Contains(problem, Message(() => SafetensorsFile.Open(Model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HeaderIsNotUtf8_Throws()
    {
        byte[] bytes = [3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xff, (byte)'}'];
        File.WriteAllBytes(Model, bytes);
        Assert.Contains("not a JSON object in UTF-8", Message(() => SafetensorsFile.Open(Model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ByteOfDataEdited_NamesBothChecksums()
    {
        byte[] bytes = WriteSample();
        bytes[^1] ^= 1;
        File.WriteAllBytes(Model, bytes);
        Assert.Matches(
            "model.safetensors: the file was edited or damaged: checksum [0-9a-f]{8}, expected [0-9a-f]{8}\\. Copy",
            Message(() => SafetensorsFile.Open(Model)));
        SafetensorsFile.Open(Model, Verification.None).Dispose();
    }

    [Fact]
    public void Open_TruncatedAtAnyByte_Throws()
    {
        byte[] bytes = WriteSample();
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(Model, bytes[..length]);
            Message(() => SafetensorsFile.Open(Model));
        }
    }

    [Fact]
    public void Open_AnyBytesFlipped_ThrowsOrMeansTheSame()
    {
        byte[] bytes = WriteSample();
        Gen<(int, byte)> flips = Gen.Choose(0, bytes.Length - 1).SelectMany(at => Gen.Choose(1, 255).Select(mask => (at, (byte)mask)));
        Prop.ForAll(flips.NonEmptyListOf().ToArbitrary(), list =>
        {
            byte[] damaged = [.. bytes];
            foreach ((int at, byte mask) in list.Take(4))
            {
                damaged[at] ^= mask;
            }

            File.WriteAllBytes(Model, damaged);
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(Model, Verification.Required);
                return file.Metadata["k"] == "v" && file.ReadArray<float>("x").SequenceEqual([1f, 2f]) && file.ReadArray<byte>("y")[0] == 3;
            }
            catch (CheckpointException)
            {
                return true;
            }
        }).Check(Quiet.WithMaxTest(1500));
    }

    [Fact]
    public void Open_AnyBytes_ThrowsOrReads()
    {
        Prop.ForAll<byte[]>(data =>
        {
            byte[] bytes = [(byte)data.Length, 0, 0, 0, 0, 0, 0, 0, (byte)'{', .. data];
            File.WriteAllBytes(Model, bytes);
            try
            {
                SafetensorsFile.Open(Model).Dispose();
            }
            catch (CheckpointException)
            {
                // The one exception that a bad file may give.
            }
        }).Check(Quiet);
    }

    private static T[] ArrayOf<T>(params T[] values) => values;

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static string Message(Func<object> action) => Assert.Throws<CheckpointException>(action).Message;

    private static string Message(Action action) => Assert.Throws<CheckpointException>(action).Message;

    private byte[] WriteSample()
    {
        StoredTensor[] tensors = [StoredTensor.Array("x", ArrayOf(1f, 2f)), StoredTensor.Array("y", ArrayOf<byte>(3))];
        SafetensorsFile.Save(Model, tensors, new Dictionary<string, string> { ["k"] = "v" });
        return File.ReadAllBytes(Model);
    }

    private void Forge(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        File.WriteAllBytes(Model, [.. length, .. text, .. data]);
    }
}
