using Dragoman.Decoding;

namespace Dragoman.Samples;

/// <summary>Translations with a say in what they are: needs <c>models/en-fr</c>.</summary>
internal static class GuidedTranslation
{
    internal static void Run()
    {
        using var translator = Translator.Load("models/en-fr");
        Translation goesOn = translator.TranslateGuided(new TranslationRequest("the cat sleeps .") { Prefix = "la chatte" });
        Console.WriteLine(goesOn.Text);

        TranslationRequest terms = new("the cat sleeps .") { Required = ["chatte"], Forbidden = ["chat"] };
        Console.WriteLine(translator.TranslateGuided(terms, new SearchOptions(Beam: 10)).Text);
    }
}
