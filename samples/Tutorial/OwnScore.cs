using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Visualization;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 7: a model with an attention score of one's own.</summary>
internal static class OwnScore
{
    internal static void Run()
    {
        (SentencePair[] training, SentencePair[] test) = Lesson.EnglishFrench();
        ModelOptions model = Lesson.SmallModel with { Attention = AttentionScore.Custom };
        AttentionFactory score = (scope, querySize, valueSize) => new ProjectedDotAttention(scope, querySize, valueSize, units: 32);

        using Translator translator = Lesson.Train(model, training, epochs: 5, score);
        string[] translations = [.. translator.TranslateAll([.. test.Select(pair => pair.Source)], SearchOptions.Greedy).Select(best => best[0].Text)];
        Console.WriteLine($"{Lesson.ExactMatch(translations, test):0.0}% of {test.Length:N0} test sentences exactly right");
        foreach (var parameter in translator.Model.Parameters.All.Where(parameter => parameter.Name.StartsWith("attention.", StringComparison.Ordinal)))
        {
            Console.WriteLine($"{parameter.Name} [{parameter.Value.Rows}, {parameter.Value.Columns}]");
        }

        Translation shown = translator.Translate(test.Single(pair => pair.Source == "many strong small french brothers are young .").Source, SearchOptions.Greedy);
        Console.WriteLine($"{shown.Source} → {shown.Text}");
        Lesson.Save("own-score", AttentionSvg.Render(shown.Attention!, "The score of the Transformer in a recurrent decoder"));
    }
}
