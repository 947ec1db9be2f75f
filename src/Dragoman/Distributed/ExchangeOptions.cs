namespace Dragoman.Distributed;

/// <summary>How the processes of one training exchange their gradients.</summary>
/// <param name="Precision">How wide the numbers are on their way. Default: full.</param>
/// <param name="Overlaps">
/// Whether gradients that are whole are sent while others are still computed; the results are the same. Default: true.
/// </param>
/// <param name="PieceBytes">Bytes of gradients that are exchanged at once, at least 1,024. Default: 1 MiB.</param>
public sealed record ExchangeOptions(ExchangePrecision Precision = ExchangePrecision.Full, bool Overlaps = true, int PieceBytes = 1 << 20)
{
    /// <summary>Checks the options.</summary>
    /// <returns>One sentence for each thing that is wrong.</returns>
    internal IEnumerable<string> Validate()
    {
        if (PieceBytes < 1024)
        {
            yield return $"PieceBytes is {PieceBytes}; it must be at least 1024.";
        }

        if (!Enum.IsDefined(Precision))
        {
            yield return $"Precision is {Precision}; it must be {nameof(ExchangePrecision.Full)} or {nameof(ExchangePrecision.Half)}.";
        }
    }
}

/// <summary>How wide gradients are on their way from rank to rank.</summary>
public enum ExchangePrecision
{
    /// <summary>32 bits: nothing is lost.</summary>
    Full,

    /// <summary>
    /// The upper 16 bits of each number (bfloat16): half the bytes. What rounding takes from a number is added to the same number of the next update (Seide et al. 2014), so
    /// that nothing is lost for good.
    /// </summary>
    Half,
}
