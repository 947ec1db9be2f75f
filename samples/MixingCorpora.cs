using Dragoman.Data;
using Dragoman.Training;

namespace Dragoman.Samples;

/// <summary>A model of a domain that has few pairs, with many others to learn the language from: needs <c>general.tsv</c> and <c>domain.tsv</c>.</summary>
internal static class MixingCorpora
{
    internal static void Run()
    {
        MixedCorpus pairs = new(
            new WeightedCorpus(new TsvCorpus("general.tsv"), Weight: 1),
            new WeightedCorpus(new TsvCorpus("domain.tsv"), Weight: 3));
        TrainingSummary summary = new Trainer(new TrainingRequest { Training = pairs, Folder = "models/domain" }).Run();
        Console.WriteLine($"{summary.Update:N0} updates, validation loss {summary.BestLoss:F2}");
    }
}
