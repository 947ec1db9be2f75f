using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Visualization;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 6: Luong's attention, over the whole sentence and through a window.</summary>
internal static class LuongVariants
{
    private const string Sentence = "the famous worker must give them to her .";

    private static readonly AttentionOptions Attention = new(AttentionScore.General, Units: 64, Placement: AttentionPlacement.AfterCell);

    private static readonly ModelOptions Global = Lesson.SmallModel with
    {
        Attention = Attention,
        Readout = ReadoutKind.Attentional,
    };

    private static readonly (string Name, string Title, ModelOptions Model)[] Variants =
    [
        ("global", "Global: the whole sentence", Global),
        ("input-feeding", "Input feeding: it knows where it looked", Global with { Attention = Attention with { InputFeeding = true } }),
        ("local-m", "local-m: a window that moves along", Global with { Attention = Attention with { Window = WindowKind.Monotonic, WindowRadius = 2 } }),
        ("local-p", "local-p: a window where the model wants it", Global with
        {
            Attention = Attention with { Window = WindowKind.Predicted, WindowRadius = 5 },
            Initialization = WeightInitialization.Uniform, // small at first, so that the window starts amid the sentence
        }),
    ];

    internal static void Run()
    {
        (SentencePair[] training, SentencePair[] test) = Lesson.EnglishFrench();
        SentencePair shown = test.Single(pair => pair.Source == Sentence);
        foreach ((string name, string title, ModelOptions model) in Variants)
        {
            using Translator translator = Lesson.Train(model, training, epochs: 5);
            string[] translations = Lesson.Translate(translator, test);
            Console.WriteLine($"{name}: {Lesson.ExactMatch(translations, test):0.0}% of {test.Length:N0} test sentences exactly right");

            AttentionMap map = translator.Align(shown.Source, shown.Target).Attention!;
            foreach (string line in AttentionText.Render(map).SkipLast(2))
            {
                Console.WriteLine(line);
            }

            Console.WriteLine();
            Lesson.Save($"luong-{name}", AttentionSvg.Render(map, title));
            Console.WriteLine();
        }
    }
}
