namespace Dragoman.Samples;

/// <summary>A trained model inside an application: needs the model folder <c>models/en-fr</c> that the README's <c>train</c> command makes.</summary>
internal static class Application
{
    internal static void Run()
    {
        using var translator = Translator.Load("models/en-fr");
        Translation t = translator.Translate("the european economic area");
        Console.WriteLine(t.Text);            // la zone économique européenne
        float weight = t.Attention![1, 3];    // how much source token 3 counted for target token 1
        Console.WriteLine(weight);
    }
}
