using System.Globalization;

namespace Dragoman.Shards;

/// <summary>One of several parts of a text that are worked on apart: of N, the K-th holds lines K, K + N, K + 2N and so on.</summary>
/// <remarks>
/// Lines are dealt out in turn, not cut into blocks, so that nobody has to know how many there are: a part can be taken out of a pipe or of a compressed file as it
/// is read, a text that is sorted by length gives parts of equal work, and the parts are put together again by taking a line of each in turn.
/// </remarks>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
internal readonly record struct Shard(int Number, int Count)
{
    /// <summary>Most parts of a text; putting them together opens them all.</summary>
    internal const int MostParts = 10_000;

    /// <summary>A text in one part.</summary>
    internal static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads <c>K/N</c>; null unless it is the K-th of N parts, K from 1.</summary>
    /// <param name="text">The text.</param>
    internal static Shard? Parse(string text) =>
        text.Split('/') is [var number, var count] &&
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int k) &&
        int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int n) &&
        k >= 1 && k <= n && n <= MostParts
            ? new Shard(k, n)
            : null;

    /// <summary>Whether a line is of this part.</summary>
    /// <param name="line">Its number in the text, from 1.</param>
    internal bool Holds(long line) => (line - Number) % Count == 0;

    /// <summary>How many of the first lines of a text are of this part.</summary>
    /// <param name="lines">Lines of the text.</param>
    internal long LinesOf(long lines) => lines < Number ? 0 : ((lines - Number) / Count) + 1;

    /// <summary>As it is typed, such as <c>2/4</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
