using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Lab.Charts;
using Dragoman.Metrics;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 1: one vector for the whole sentence, and what becomes of long ones.</summary>
internal static class Bottleneck
{
    private static readonly (int First, int Last)[] Groups = [(3, 5), (6, 7), (8, 9), (10, 11), (12, 20)];

    private static readonly (string Name, ModelOptions Model)[] Systems =
    [
        ("first state", Lesson.SmallModel with { Attention = new(AttentionScore.None), Context = ContextUse.InitialState }),
        ("every step", Lesson.SmallModel with { Attention = new(AttentionScore.None), Context = ContextUse.EveryStep }),
        ("attention", Lesson.Bahdanau),
    ];

    internal static void Run()
    {
        (SentencePair[] training, SentencePair[] test) = Lesson.EnglishFrench();
        Console.WriteLine($"{training.Length:N0} pairs to learn from, {test.Length:N0} others to be tested on");
        SentencePair[][] groups = [.. Groups.Select(group => test.Where(pair => IsIn(group, pair)).ToArray())];
        Print("words", Groups.Select(group => $"{group.First}-{group.Last}"));
        Print("test sentences", groups.Select(pairs => $"{pairs.Length}"));
        List<ChartSeries> lines = [];
        foreach ((string name, ModelOptions model) in Systems)
        {
            using Translator translator = Lesson.Train(model, training, epochs: 5);
            string[][] translations = [.. groups.Select(pairs => Lesson.Translate(translator, pairs))];
            double[] exact = [.. translations.Zip(groups, Lesson.ExactMatch)];
            Print($"{name}: exact match", exact.Select(score => $"{score:0}%"));
            Print($"{name}: BLEU", translations.Zip(groups, Bleu).Select(score => $"{score:0.0}"));
            lines.Add(new ChartSeries(name, [.. groups.Zip(exact, (pairs, score) => new ChartPoint(pairs.Average(Words), score))]));
        }

        LineChart chart = new("What one vector loses", "words in the English sentence", "sentences exactly right, %", lines, StartsAtZero: true);
        Lesson.Save("bottleneck", chart.ToSvg());
    }

    private static double Bleu(string[] translations, SentencePair[] pairs) =>
        new BleuMetric(new BleuOptions(Tokenization: BleuTokenization.None))
            .Score(translations, [[.. pairs.Select(pair => pair.Target)]]).Score;

    private static bool IsIn((int First, int Last) group, SentencePair pair) => Words(pair) >= group.First && Words(pair) <= group.Last;

    private static double Words(SentencePair pair) => WordCount.Of(pair.Source);

    private static void Print(string name, IEnumerable<string> cells) =>
        Console.WriteLine($"{name,-25}{string.Concat(cells.Select(cell => $"{cell,8}"))}");
}
