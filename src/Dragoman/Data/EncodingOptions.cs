using Dragoman.Options;

namespace Dragoman.Data;

/// <summary>How sentence pairs become ids.</summary>
/// <param name="MaximumSourceLength">Longest source of a training pair in tokens, &lt;eos&gt; counted, 2 (1 without &lt;eos&gt;) to 1,000,000. Default: 50.</param>
/// <param name="MaximumTargetLength">Longest target of a training pair in tokens, &lt;eos&gt; counted, 2 to 1,000,000. Default: 50.</param>
/// <param name="AppendEosToSource">Whether the source ends in &lt;eos&gt;, as the target always does. Default: true.</param>
/// <param name="TooLong">What happens to a longer pair. Default: it is cut.</param>
public sealed record EncodingOptions(
    int MaximumSourceLength = 50,
    int MaximumTargetLength = 50,
    bool AppendEosToSource = true,
    TooLongPolicy TooLong = TooLongPolicy.Truncate)
{
    /// <summary>Longest sentence that can be asked for, in tokens.</summary>
    internal const int LengthLimit = 1_000_000;

    /// <summary>Whether a pair is longer than allowed.</summary>
    /// <param name="source">Tokens of the source, &lt;eos&gt; not counted.</param>
    /// <param name="target">Tokens of the target, &lt;eos&gt; not counted.</param>
    internal bool IsTooLong(int source, int target) =>
        source + (AppendEosToSource ? 1 : 0) > MaximumSourceLength || target + 1 > MaximumTargetLength;

    /// <summary>Says in full sentences what is wrong with the values; nothing if they are valid.</summary>
    /// <param name="path">The user's name of these options, such as <c>data.encoding</c>.</param>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.Between(path, "maximumSourceLength", MaximumSourceLength, AppendEosToSource ? 2 : 1, LengthLimit),
        .. Allowed.Between(path, "maximumTargetLength", MaximumTargetLength, 2, LengthLimit),
        .. Allowed.OneOf(path, "tooLong", TooLong),
    ];
}

/// <summary>What happens to a pair that is longer than allowed.</summary>
public enum TooLongPolicy
{
    /// <summary>The sentence is cut; its last token becomes &lt;eos&gt;.</summary>
    Truncate,

    /// <summary>The pair is left out of training.</summary>
    Drop,
}
