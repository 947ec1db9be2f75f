namespace Dragoman.Configuration;

/// <summary>A number as somebody wrote it, which may say more than a number can hold.</summary>
internal static class WrittenNumber
{
    /// <summary>Whether it is 0, and not only so small that it is rounded to it: 0.00 is, 1e-60 is not.</summary>
    /// <param name="text">The number.</param>
    internal static bool IsZero(string text) => !text.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9');
}
