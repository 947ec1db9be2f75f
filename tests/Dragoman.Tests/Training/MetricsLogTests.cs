using Dragoman.Serialization;
using Dragoman.TestKit;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

public sealed class MetricsLogTests : IDisposable
{
    private static readonly ValidationResult First = new(1, 200, 2.5, 2.25, IsBest: true, 0.002f, 1234.5, TimeSpan.FromSeconds(1.25));
    private static readonly ValidationResult Second = First with { Update = 400, Loss = double.NaN, TrainingLoss = double.PositiveInfinity, IsBest = false };

    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["metrics.jsonl"];

    [Fact]
    public void Append_Results_AreRead()
    {
        using (MetricsLog log = MetricsLog.Open(Log, length: null))
        {
            log.Append(First);
            log.Append(Second);
        }

        Assert.Equal([First, Second with { TrainingLoss = double.NaN }], MetricsLog.Read(Log));
    }

    [Fact]
    public void Append_Result_IsALineOfJson()
    {
        using (MetricsLog log = MetricsLog.Open(Log, length: null))
        {
            log.Append(First with { Loss = 0 });
        }

        Assert.Equal(
            """{"epoch":1,"update":200,"trainingLoss":2.5,"validationLoss":0,"validationPerplexity":1,"best":true,"learningRate":0.0020000000949949026,"tokensPerSecond":1234.5,"seconds":1.25}""" + "\n",
            File.ReadAllText(Log));
    }

    [Fact]
    public void Open_LengthOfACheckpoint_DropsWhatCameAfter()
    {
        long length;
        using (MetricsLog log = MetricsLog.Open(Log, length: null))
        {
            log.Append(First);
            length = log.Length;
            log.Append(Second);
        }

        MetricsLog.Open(Log, length).Dispose();

        Assert.Equal([First], MetricsLog.Read(Log));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"epoch\":1}")]
    public void Read_DamagedLine_NamesIt(string damage)
    {
        using (MetricsLog log = MetricsLog.Open(Log, length: null))
        {
            log.Append(First);
        }

        File.AppendAllText(Log, damage + "\n");

        CheckpointException error = Assert.Throws<CheckpointException>(() => MetricsLog.Read(Log).ToList());
        Assert.Contains("line 2 is not one of a training's metrics", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
