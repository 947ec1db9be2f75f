namespace Dragoman.Decoding;

/// <summary>Stops a computation whose numbers have left the range of 32-bit floats: its results would be nonsense.</summary>
internal static class NotFinite
{
    /// <summary>Throws when the scores of a step are no numbers.</summary>
    /// <param name="normalizer">log Σ exp of the scores.</param>
    /// <exception cref="NotFiniteNumberException">It is infinite or not a number.</exception>
    internal static void ThrowIf(double normalizer)
    {
        if (!double.IsFinite(normalizer))
        {
            throw new NotFiniteNumberException(
                "The model's scores are not finite numbers: its weights are too large to compute with. Restore the last good checkpoint, or train again with a lower learning rate.",
                normalizer);
        }
    }
}
