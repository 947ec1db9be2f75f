namespace Dragoman.Text;

/// <summary>What one side of a corpus consists of, and how much of it a vocabulary does not hold.</summary>
/// <param name="Tokens">Running tokens.</param>
/// <param name="Types">Different tokens.</param>
/// <param name="UnknownTokens">Running tokens that become &lt;unk&gt;.</param>
/// <param name="UnknownTypes">Different tokens that become &lt;unk&gt;.</param>
public readonly record struct TokenCounts(long Tokens, long Types, long UnknownTokens, long UnknownTypes)
{
    /// <summary>Share of the running tokens that become &lt;unk&gt;, 0 to 1; 0 when there are none.</summary>
    public double UnknownShare => Tokens == 0 ? 0 : (double)UnknownTokens / Tokens;
}
