namespace Dragoman.Metrics;

/// <summary>BLEU for short sequences, as Dive into Deep Learning defines it.</summary>
/// <remarks>
/// Zhang et al., Dive into Deep Learning, section 10.7.6: exp(min(0, 1 − len_label/len_pred)) · Π_n p_n^(1/2^n), n = 1 … k.
/// The exponent falls with n, so a long n-gram is easier to miss; it is not comparable with <see cref="BleuMetric"/>.
/// As in the book's code, orders longer than the prediction are left out and n-grams are clipped to their count in the label.
/// </remarks>
internal static class SequenceBleu
{
    /// <summary>Scores tokens.</summary>
    /// <param name="predicted">[time] Tokens that the model gave.</param>
    /// <param name="label">[time] Tokens wanted.</param>
    /// <param name="maxOrder">Longest n-gram k, at least 1; the book uses 2.</param>
    /// <returns>0 to 1; for an empty prediction 0, or 1 if nothing was wanted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The longest n-gram is below 1.</exception>
    public static double Score(ReadOnlySpan<string> predicted, ReadOnlySpan<string> label, int maxOrder = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxOrder, 1);
        if (predicted.IsEmpty)
        {
            return label.IsEmpty ? 1 : 0;
        }

        Tokenization.TokenIds ids = new();
        NGramTrie ngrams = new();
        long[] matches = new long[Math.Min(maxOrder, predicted.Length)]; // [order]
        ngrams.AddReference(Numbers(label, ids), matches.Length);
        ngrams.AddMatches(Numbers(predicted, ids), matches);

        double score = Math.Exp(Math.Min(0, 1 - ((double)label.Length / predicted.Length)));
        for (int n = 1; n <= matches.Length; n++)
        {
            double precision = (double)matches[n - 1] / (predicted.Length - n + 1);
            score *= Math.Pow(precision, Math.Pow(0.5, n));
        }

        return score;
    }

    /// <summary>Scores text whose tokens are separated by blanks.</summary>
    /// <param name="predicted">What the model gave, such as <c>il est calme .</c>.</param>
    /// <param name="label">What was wanted.</param>
    /// <param name="maxOrder">Longest n-gram k, at least 1; the book uses 2.</param>
    /// <returns>0 to 1; for an empty prediction 0, or 1 if nothing was wanted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The longest n-gram is below 1.</exception>
    public static double Score(string predicted, string label, int maxOrder = 2)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(label);
        return Score(Words(predicted), Words(label), maxOrder);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static int[] Numbers(ReadOnlySpan<string> tokens, Tokenization.TokenIds ids)
    {
        int[] numbers = new int[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            numbers[i] = ids.Of(tokens[i]);
        }

        return numbers;
    }
}
