using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>What a corpus holds, and what becomes of its pairs on their way to ids.</summary>
/// <param name="Pairs">Pairs that are used, those that are cut included.</param>
/// <param name="Cut">Pairs used of which a side is longer than the limit and loses its end.</param>
/// <param name="TooLong">Pairs left out because a side is longer than the limit.</param>
/// <param name="Blank">Pairs left out because a side has no token.</param>
/// <param name="Source">Tokens of the sources, of all pairs but the blank ones, before any is cut or left out.</param>
/// <param name="Target">The same of the targets.</param>
public sealed record CorpusCounts(long Pairs, long Cut, long TooLong, long Blank, TokenCounts Source, TokenCounts Target)
{
    /// <summary>Pairs that are not used.</summary>
    public long LeftOut => TooLong + Blank;

    /// <summary>Pairs read.</summary>
    internal long Read => Pairs + LeftOut;
}
