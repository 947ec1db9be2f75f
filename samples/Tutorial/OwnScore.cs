using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Visualization;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 7: a model with an attention score of one's own.</summary>
internal static class OwnScore
{
    private const string Sentence = "many strong small french brothers are young .";

    internal static void Run()
    {
        (SentencePair[] training, SentencePair[] test) = Lesson.EnglishFrench();
        ModelOptions model = Lesson.SmallModel with { Attention = new(AttentionScore.Custom, InputFeeding: true) };
        AttentionFactory score = (scope, querySize, valueSize) => new ProjectedDotAttention(scope, querySize, valueSize, units: 32);

        using Translator translator = Lesson.Train(model, training, epochs: 5, score);
        Console.WriteLine($"{Lesson.ExactMatch(Lesson.Translate(translator, test), test):0.0}% of {test.Length:N0} test sentences exactly right");
        foreach (Parameter parameter in translator.CopyModel().Parameters.All.Where(IsOfAttention))
        {
            Console.WriteLine($"{parameter.Name} [{parameter.Value.Rows}, {parameter.Value.Columns}]");
        }

        Translation shown = translator.Translate(Sentence, SearchOptions.Greedy);
        Console.WriteLine($"{shown.Source} → {shown.Text}");
        Lesson.Save("own-score", AttentionSvg.Render(shown.Attention!, "The score of the Transformer in a recurrent decoder"));
    }

    private static bool IsOfAttention(Parameter parameter) => parameter.Name.StartsWith("attention.", StringComparison.Ordinal);
}
