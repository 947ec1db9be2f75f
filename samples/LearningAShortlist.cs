using Dragoman.Data;

namespace Dragoman.Samples;

/// <summary>Translations of likely words only: needs <c>models/en-fr</c> and the <c>pairs.tsv</c> that it was trained on.</summary>
internal static class LearningAShortlist
{
    internal static void Run()
    {
        using var translator = Translator.Load("models/en-fr");
        VocabularyShortlist.Learn(translator, new TsvCorpus("pairs.tsv"), "models/en-fr"); // once
        Translation quick = translator.Translate("the cat sleeps .", translator.Options.Decoding with { Shortlist = 50, BestCount = 1 });
        Console.WriteLine(quick.Text);
    }
}
