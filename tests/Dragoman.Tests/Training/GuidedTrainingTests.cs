using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Optimization;
using Dragoman.Options;

namespace Dragoman.Tests.Training;

/// <summary>Attention that is guided by links.</summary>
public sealed class GuidedTrainingTests : TinyTraining
{
    [Fact]
    public void Run_GuidedAndResumed_EqualsALongRun() => AssertResumesExactly(
        Guided with { Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: 20) } },
        (options, name, resume) => TrainOnLinks(options, name, resume));

    [Fact]
    public void Run_Guided_LooksWhereTheLinksPoint()
    {
        TranslatorOptions longer = Guided with { Training = Guided.Training with { MaximumEpochs = 12 } };
        TrainOnLinks(longer, "guided");
        Train(longer with { Training = longer.Training with { GuidedAlignment = 0f } }, "free");

        double guided = Followed("guided");
        Assert.True(guided > 0.8, $"{guided:P0} of the weights follow the links.");
        Assert.True(guided > Followed("free") + 0.2);
    }

    [Fact]
    public void Run_OtherLinksResumed_IsRefused()
    {
        TrainOnLinks(Guided with { Training = Guided.Training with { MaximumEpochs = 1 } }, "model");
        MemoryCorpus unlinked = new(Pairs.Select(pair => pair with { Links = new PairLinks([(0, 0)], "links", 1) }));

        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Run(Request(Guided) with { Training = unlinked, Resume = true }));

        Assert.Contains("are not those that training began with", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_GuidedWithoutLinks_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => Train(Guided, "model"));
        Assert.Contains("have no alignments. Give them with the pairs:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_GuidedWithoutAttention_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Train(Guided with { Model = Tiny.Model with { Attention = new(AttentionScore.None) } }, "model"));
        Assert.Contains("training.guidedAlignment is on, but model.attention.score is none", failure.Message, StringComparison.Ordinal);
    }

    private static TranslatorOptions Guided => Tiny with
    {
        Training = Tiny.Training with { GuidedAlignment = 2f, Optimizer = new OptimizerOptions(LearningRate: 0.02f) },
    };

    /// <summary>Trains on the pairs in files, with links from each letter to its copy.</summary>
    private void TrainOnLinks(TranslatorOptions options, string name, bool resume = false)
    {
        File.WriteAllLines(Folder("pairs.tsv"), Pairs.Select(pair => $"{pair.Source}\t{pair.Target}"));
        File.WriteAllLines(Folder("links"), Pairs.Select(_ => "0-2 1-1 2-0"));
        AlignedCorpus corpus = new(new TsvCorpus(Folder("pairs.tsv")), Folder("links"));
        Run(Request(options, name) with { Training = corpus, Resume = resume });
    }

    /// <summary>The mean weight of a letter in its copy.</summary>
    private double Followed(string name)
    {
        using Translator translator = Translator.Load(Folder(name));
        return translator.AlignBatch(Pairs, TestContext.Current.CancellationToken)
            .Average(alignment => Enumerable.Range(0, 3).Average(target => alignment.Attention![target, 2 - target]));
    }
}
