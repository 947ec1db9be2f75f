namespace Dragoman.Samples.Tutorial;

/// <summary>The little linear algebra that the steps done by hand need, on plain arrays.</summary>
internal static class Vectors
{
    private const int Shown = 10;

    internal static float Dot(float[] a, float[] b)
    {
        float sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Matrix times vector: the matrix is an array of its rows.</summary>
    internal static float[] Times(float[][] matrix, float[] x) => [.. matrix.Select(row => Dot(row, x))];

    internal static float[] Plus(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x + y)];

    /// <summary>Element by element.</summary>
    internal static float[] Times(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x * y)];

    internal static float[] Tanh(float[] x) => [.. x.Select(MathF.Tanh)];

    internal static float[] Sigmoid(float[] x) => [.. x.Select(number => 1 / (1 + MathF.Exp(-number)))];

    internal static float[] Softmax(float[] scores)
    {
        float max = scores.Max();
        float[] powers = [.. scores.Select(score => MathF.Exp(score - max))];
        float sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    /// <summary>The largest difference between two vectors.</summary>
    internal static float Difference(float[] a, float[] b) => a.Zip(b, (x, y) => MathF.Abs(x - y)).Max();

    /// <summary>A vector for the screen; of a long one only the beginning.</summary>
    internal static string Show(float[] x) => x.Length <= Shown
        ? $"[{string.Join(", ", x.Select(Show))}]"
        : $"[{string.Join(", ", x[..4].Select(Show))}, …]";

    private static string Show(float number) => float.IsFinite(number) ? $"{number:0.###}" : $"{number}";
}
