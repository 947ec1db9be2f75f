using Dragoman.Data;
using Dragoman.Training;

namespace Dragoman.Samples;

/// <summary>A model trained and used by an application: needs <c>pairs.tsv</c>, a pair per line, source TAB target.</summary>
internal static class TrainingInAnApplication
{
    internal static void Run()
    {
        TrainingRequest request = new() { Training = new TsvCorpus("pairs.tsv"), Folder = "models/en-fr" };
        request = request with { Options = request.Options.WithTraining(training => training with { MaximumEpochs = 3 }) };
        TrainingSummary summary = new Trainer(request).Run();
        Console.WriteLine($"{summary.Update:N0} updates, validation loss {summary.BestLoss:F2}");

        using Translator translator = Translator.Load(request.Folder);
        Console.WriteLine(translator.Translate("the european economic area").Text);
    }

    /// <summary>The same training, watched in TensorBoard.</summary>
    internal static void RunWatched()
    {
        using TensorBoardLog log = new("models/en-fr");
        TrainingRequest request = new() { Training = new TsvCorpus("pairs.tsv"), Folder = "models/en-fr", Observer = log };
        new Trainer(request).Run();
    }
}
