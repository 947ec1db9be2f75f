using Dragoman.Alignments;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Visualization;
using static Dragoman.Samples.Tutorial.Vectors;

namespace Dragoman.Samples.Tutorial;

/// <summary>Step 3: the masked softmax.</summary>
internal static class SoftmaxByHand
{
    internal static void Run()
    {
        float[] scores = [2, 1, 0, 3, 1];
        Console.WriteLine($"scores           {Show(scores)}");
        AttentionMap map = new(
            [.. scores.Select(score => $"score {score}")],
            [.. Enumerable.Range(1, scores.Length).Select(length => $"length {length}")],
            [.. Enumerable.Range(1, scores.Length).SelectMany(length => Masked(scores, length))]);
        for (int length = 1; length <= scores.Length; length++)
        {
            Console.WriteLine($"weights, length {length} {Show(map.Row(length - 1).ToArray())}");
        }

        Console.WriteLine();
        Console.WriteLine("The maximum subtracted, or not");
        float[] large = [88, 89, 90];
        Console.WriteLine($"  scores          {Show(large)}");
        Console.WriteLine($"  not subtracted  {Show(Naive(large))}");
        Console.WriteLine($"  subtracted      {Show(Masked(large, 3))}");

        Console.WriteLine();
        Console.WriteLine("A mask of large negative scores, or exactly 0");
        float[] rubbish = [2, 1, float.NaN];
        float[] low = [-2e6f, -2e6f, 7];
        Console.WriteLine($"  scores {Show(rubbish)}, length 2");
        Console.WriteLine($"    × 0 afterwards  {Show([.. Masked(rubbish, 3).Select((weight, j) => j < 2 ? weight : 0 * weight)])}");
        Console.WriteLine($"    exactly 0       {Show(Masked(rubbish, 2))}");
        Console.WriteLine($"  scores {Show(low)}, length 2");
        Console.WriteLine($"    -1,000,000      {Show(Masked([.. low[..2], -1e6f], 3))}");
        Console.WriteLine($"    exactly 0       {Show(Masked(low, 2))}");

        Console.WriteLine();
        Tape tape = new();
        RaggedLayout sentences = new();
        sentences.Add(start: 0, length: 2);
        sentences.Add(start: 2, length: 2);
        Variable rows = tape.NewVariable(Matrix.From(2, 3, [.. rubbish, .. low]), requiresGradient: false);
        Matrix weights = MaskedSoftmaxOperation.Apply(tape, rows, sentences).Value;
        Console.WriteLine($"with the library   {Show(weights.Row(0).ToArray())} and {Show(weights.Row(1).ToArray())}");
        Lesson.Save("softmax", AttentionSvg.Render(map, "One row of scores, five lengths"));
    }

    /// <summary>Weights of the first scores; what stands past the length is not even read.</summary>
    private static float[] Masked(float[] scores, int length)
    {
        float max = scores[..length].Max();
        float sum = 0;
        float[] weights = new float[scores.Length];
        for (int j = 0; j < length; j++)
        {
            weights[j] = MathF.Exp(scores[j] - max);
            sum += weights[j];
        }

        for (int j = 0; j < length; j++)
        {
            weights[j] /= sum;
        }

        return weights;
    }

    /// <summary>The formula as it stands in the books.</summary>
    private static float[] Naive(float[] scores)
    {
        float[] powers = [.. scores.Select(MathF.Exp)];
        float sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
