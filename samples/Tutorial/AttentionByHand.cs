using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Visualization;
using static Dragoman.Samples.Tutorial.Vectors;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 2: queries, keys and values, first with plain arrays, then with the library.</summary>
internal static class AttentionByHand
{
    private const int Pairs = 10;

    internal static void Run()
    {
        float[] query = [1, 1];
        float[][] keys = [.. Enumerable.Range(0, Pairs).Select(_ => new float[] { 1, 1 })]; // [10, 2]
        float[][] values = [.. Enumerable.Range(0, Pairs).Select(j => new float[] { 4 * j, (4 * j) + 1, (4 * j) + 2, (4 * j) + 3 })]; // [10, 4]
        Console.WriteLine("by hand, keys all alike");
        float[] two = Attend(query, keys[..2], values[..2]);
        float[] six = Attend(query, keys[..6], values[..6]);

        Console.WriteLine("by hand, the third key twice as long");
        keys[2] = [2, 2];
        float[] soft = Attend(query, keys[..6], values[..6]);
        float[] sharp = Attend([3, 3], keys[..6], values[..6]);

        WithTheLibrary();
        AttentionMap map = new(
            [.. Enumerable.Range(0, 6).Select(j => $"pair {j}")],
            ["2 pairs, keys alike", "6 pairs, keys alike", "key 2 twice as long", "query three times as long"],
            [.. two, 0, 0, 0, 0, .. six, .. soft, .. sharp]);
        Lesson.Save("attention", AttentionSvg.Render(map, "Weights of the four answers"));
    }

    /// <summary>Attends by hand: scores, weights, weighted sum.</summary>
    private static float[] Attend(float[] query, float[][] keys, float[][] values)
    {
        float[] scores = new float[keys.Length];
        for (int j = 0; j < keys.Length; j++)
        {
            scores[j] = Dot(query, keys[j]);
        }

        float[] weights = Softmax(scores);

        float[] context = new float[values[0].Length];
        for (int j = 0; j < values.Length; j++)
        {
            for (int unit = 0; unit < context.Length; unit++)
            {
                context[unit] += weights[j] * values[j][unit];
            }
        }

        Console.WriteLine($"  query   {Show(query)}, {keys.Length} pairs");
        Console.WriteLine($"  scores  {Show(scores)}");
        Console.WriteLine($"  weights {Show(weights)}");
        Console.WriteLine($"  context {Show(context)}");
        return weights;
    }

    /// <summary>The first two answers again, as one batch of two rows.</summary>
    private static void WithTheLibrary()
    {
        Matrix ones = Matrix.Allocate(2 * Pairs, 2); // [2 × 10, 2]
        ones.Fill(1);
        float[] numbers = [.. Enumerable.Range(0, Pairs * 4).Select(number => (float)number)];
        Matrix both = Matrix.From(2 * Pairs, 4, [.. numbers, .. numbers]); // 0 to 39 for each row: [2 × 10, 4]

        Tape tape = new();
        Variable queries = tape.NewVariable(Matrix.From(2, 2, [1, 1, 1, 1]), requiresGradient: false); // [2, 2]
        Variable keys = tape.NewVariable(ones, requiresGradient: false);
        Variable values = tape.NewVariable(both, requiresGradient: false);
        RaggedLayout lengths = new();
        lengths.Add(start: 0, length: 2);
        lengths.Add(start: Pairs, length: 6);

        AttentionMechanism attention = new DotAttention(querySize: 2, valueSize: 2, scaled: false);
        AttentionMemory memory = attention.Prepare(tape, keys, values, LoopMaps.Open(tape, totalRows: 2));
        (Variable context, Variable weights) = attention.Attend(tape, memory, queries, lengths, dropout: 0f);

        Console.WriteLine("with the library");
        for (int row = 0; row < 2; row++)
        {
            Console.WriteLine($"  weights {Show(weights.Value.Row(row).ToArray())}");
            Console.WriteLine($"  context {Show(context.Value.Row(row).ToArray())}");
        }
    }
}
