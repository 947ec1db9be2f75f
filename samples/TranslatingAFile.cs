using Dragoman.Decoding;

namespace Dragoman.Samples;

/// <summary>A file of any length, translated without blocking a thread that has other things to do: needs <c>models/en-fr</c> and <c>sentences.en</c>.</summary>
internal static class TranslatingAFile
{
    internal static async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var translator = Translator.Load("models/en-fr");
        IAsyncEnumerable<string> lines = File.ReadLinesAsync("sentences.en", cancellationToken);
        await foreach (Translation translation in translator.TranslateStreamAsync(lines, cancellationToken: cancellationToken))
        {
            Console.WriteLine(translation.Text);
        }

        await foreach (WrittenToken token in translator.TranslateTokensAsync("the cat sleeps .", SearchOptions.Greedy, cancellationToken))
        {
            Console.WriteLine(token.Text);
        }
    }
}
