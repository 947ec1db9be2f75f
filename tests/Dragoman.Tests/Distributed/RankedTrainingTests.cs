using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Distributed;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Storage;
using Dragoman.Tests.Training;
using Dragoman.Training;

namespace Dragoman.Tests.Distributed;

/// <summary>A training that several processes share: one folder, one model, the same bits.</summary>
public sealed class RankedTrainingTests : TinyTraining
{
    private static readonly TranslatorOptions OneThread = Tiny with { Training = Tiny.Training with { Threads = 1 } };

    [Theory]
    [InlineData(ValidationMeasure.Loss)]
    [InlineData(ValidationMeasure.ChrF)]
    public void Run_OneThreadEach_WritesTheModelOfOneProcess(ValidationMeasure bestBy)
    {
        TranslatorOptions options = OneThread with { Training = OneThread.Training with { BestBy = bestBy } };
        Train(options with { Training = options.Training with { Threads = 3 } }, "alone");
        TrainRanked(3, options, "ranked");

        Assert.Equal(Weights("alone"), Weights("ranked"));
        Assert.Equal(Metrics("alone"), Metrics("ranked"));
    }

    [Theory]
    [InlineData(ExchangePrecision.Full)]
    [InlineData(ExchangePrecision.Half)]
    public void Run_Resumed_EqualsALongRun(ExchangePrecision precision) =>
        AssertResumesExactly(OneThread, (options, name, resume) => TrainRanked(2, options, name, resume, precision));

    [Fact]
    public void Run_ResumedWithOtherRanks_GoesOnAndSaysSo()
    {
        TrainRanked(2, OneThread, "model");
        Watcher watcher = new();
        TranslatorOptions longer = OneThread with { Training = OneThread.Training with { MaximumEpochs = 4 } };
        ThreadRanks.Run(3, ranks => Run(Request(longer) with { Communicator = ranks, Resume = true, Observer = ranks.Rank == 0 ? watcher : null }));

        Assert.Contains(Assert.Single(watcher.Starts).Notes, note => note.Contains("with 3 processes where 2 had trained", StringComparison.Ordinal));
        Assert.Equal(3, new ModelFolder(Folder("model")).ReadPosition().Ranks);
    }

    [Fact]
    public void Run_OneRankIsStopped_AllStopAfterTheSameUpdate()
    {
        TranslatorOptions longer = OneThread with { Training = OneThread.Training with { MaximumEpochs = 4 } };
        TrainingSummary[] ends = ThreadRanks.Run(2, ranks =>
        {
            using CancellationTokenSource stop = new();
            Watcher watcher = new() { OnUpdateNumber = update => Stop(update, stop) };
            return new Trainer(Request(longer, "stopped") with { Communicator = ranks, Observer = ranks.Rank == 1 ? watcher : null }).Run(stop.Token);
        });

        Assert.All(ends, end => Assert.Equal(TrainingEnd.Stopped, end.Reason));
        Assert.Equal(ends[0].Update, ends[1].Update);
        TrainRanked(2, longer, "stopped", resume: true);
        TrainRanked(2, longer, "straight");
        Assert.Equal(Weights("straight"), Weights("stopped"));

        static void Stop(long update, CancellationTokenSource stop)
        {
            if (update == 3)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void Run_RanksReadOtherPairs_IsRefusedBeforeAnythingIsWritten()
    {
        MemoryCorpus others = new(Pairs[..60]);
        Exception?[] failures = Fail((request, rank) => rank == 1 ? request with { Training = others } : request);

        Assert.IsType<RankFailedException>(failures[0]);
        Assert.Contains("differs from rank 0 in its training pairs", Assert.IsType<ConfigurationException>(failures[1]).Message, StringComparison.Ordinal);
        Assert.False(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_RanksHaveOtherOptions_IsRefused()
    {
        TranslatorOptions faster = OneThread with { Training = OneThread.Training with { Optimizer = new(LearningRate: 0.5f) } };
        Exception?[] failures = Fail((request, rank) => rank == 1 ? request with { Options = faster } : request);
        Assert.Contains("in its options", Assert.IsType<ConfigurationException>(failures[1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneRankCannotRead_AllEnd()
    {
        Exception?[] failures = Fail((request, rank) => rank == 1 ? request with { Training = new TsvCorpus(Folder("missing.tsv")) } : request);
        Assert.IsType<RankFailedException>(failures[0]);
        Assert.Contains("missing.tsv", failures[1]!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FolderIsTaken_IsToldOnce()
    {
        TrainRanked(2, OneThread, "model");
        Exception?[] failures = Fail((request, _) => request);
        Assert.Contains("would be lost", failures[0]!.Message, StringComparison.Ordinal);
        Assert.IsType<RankFailedException>(failures[1]);
    }

    private void TrainRanked(int count, TranslatorOptions options, string name, bool resume = false, ExchangePrecision precision = ExchangePrecision.Full) =>
        ThreadRanks.Run(count, ranks => Run(Request(options, name) with { Communicator = ranks, Resume = resume, Exchange = new(precision) }));

    private Exception?[] Fail(Func<TrainingRequest, int, TrainingRequest> change) =>
        [.. ThreadRanks.TryRun(2, ranks => Run(change(Request(OneThread) with { Communicator = ranks }, ranks.Rank))).Select(outcome => outcome.Failure)];
}
