using Dragoman.Serialization;
using Dragoman.TestKit;

namespace Dragoman.Tests.Serialization;

public sealed class LineLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["metrics.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_AcrossTwoRuns_KeepsAllLines()
    {
        using (LineLog log = LineLog.Open(Log))
        {
            log.Append("one");
            log.Flush();
        }

        using (LineLog log = LineLog.Open(Log))
        {
            log.Append("two é");
        }

        Assert.Equal("one\ntwo é\n", File.ReadAllText(Log));
    }

    [Theory]
    [InlineData("one\ntwo\nhal", "one\ntwo\n")]
    [InlineData("half", "")]
    [InlineData("", "")]
    [InlineData("one\n", "one\n")]
    public void Open_LastLineCutOff_DropsIt(string before, string after)
    {
        File.WriteAllText(Log, before);
        LineLog.Open(Log).Dispose();
        Assert.Equal(after, File.ReadAllText(Log));
    }

    [Fact]
    public void Open_AtTheLengthOfACheckpoint_DropsWhatCameLater()
    {
        using LineLog log = LineLog.Open(Log);
        log.Append(new string('x', 3000));
        long length = log.Length;
        log.Append(new string('y', 3000));
        log.Dispose();

        using LineLog resumed = LineLog.Open(Log, length);
        Assert.Equal(3001, resumed.Length);
        resumed.Append("z");
        resumed.Dispose();
        Assert.Equal(new string('x', 3000) + "\nz\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Append_LineBreakInside_Throws()
    {
        using LineLog log = LineLog.Open(Log);
        Assert.Throws<ArgumentException>(() => log.Append("a\nb"));
    }
}
