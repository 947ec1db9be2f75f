using Dragoman.Data;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Training;

namespace Dragoman.Fuzz;

/// <summary>Trains one update on a corpus. Only documented exceptions may come of it.</summary>
internal static class CorpusTrial
{
    /// <summary>Tries a corpus.</summary>
    /// <param name="corpus">The damaged corpus.</param>
    /// <param name="folder">Where the model goes.</param>
    /// <returns>How it ended.</returns>
    internal static string Run(ICorpus corpus, string folder)
    {
        try
        {
            new Trainer(new TrainingRequest { Options = SampleModel.Tiny, Training = corpus, Folder = folder }).Run();
        }
        catch (Exception e) when (e is CorpusFormatException or ConfigurationException or IOException or UnauthorizedAccessException or TrainingDivergedException)
        {
            return e.Message.Length > 2000 ? throw new InvalidOperationException($"A message of {e.Message.Length} characters.", e) : e.GetType().Name;
        }

        using Translator translator = Translator.Load(folder);
        translator.TranslateBatch(["a b c", "\0 \ud800 x"]);
        return "works";
    }
}
