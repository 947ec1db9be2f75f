namespace Dragoman.Data;

/// <summary>A sentence pair as token ids.</summary>
/// <param name="Source">Ids of the source; the last is &lt;eos&gt; unless the options say otherwise.</param>
/// <param name="Target">Ids of the target without &lt;bos&gt;; the last is &lt;eos&gt;.</param>
public sealed record EncodedPair(int[] Source, int[] Target)
{
    /// <summary>Source and target token, from 0, of each link between them, by rising target token; none when they are not known.</summary>
    public (int Source, int Target)[] Links { get; init; } = [];
}
