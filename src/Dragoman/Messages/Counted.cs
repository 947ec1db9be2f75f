using System.Globalization;

namespace Dragoman.Messages;

/// <summary>How many of something, as a message says it.</summary>
internal static class Counted
{
    /// <summary>A number and what it counts, such as <c>1 pair</c> or <c>1,000 pairs</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">What one of them is called, with its verb if one follows, such as <c>pair</c> or <c>pair is</c>.</param>
    /// <param name="many">What several are called; null where they end in s.</param>
    internal static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
