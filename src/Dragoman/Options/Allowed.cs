using System.Globalization;
using System.Numerics;

namespace Dragoman.Options;

/// <summary>Says in a sentence what is wrong with the value of an option; nothing if it is valid.</summary>
internal static class Allowed
{
    /// <summary>A number that must lie between two others, both allowed.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="path">Where the option stands, such as <c>decoding</c>.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="leastMeans">What the least means, such as <c>off</c>; null for nothing in particular.</param>
    internal static IEnumerable<string> Between<T>(string path, string name, T value, T least, T most, string? leastMeans = null)
        where T : INumber<T> =>
        value >= least && value <= most ? [] : [Problem(path, name, value, $"{Explained(least, leastMeans)} to {Text(most)}")];

    /// <summary>A number that has a least value and no greatest; it must be finite.</summary>
    /// <inheritdoc cref="Between{T}" path="/*[not(self::summary)]"/>
    internal static IEnumerable<string> AtLeast<T>(string path, string name, T value, T least, string? leastMeans = null)
        where T : INumber<T> =>
        value >= least && T.IsFinite(value)
            ? []
            : [Problem(path, name, value, leastMeans is null ? $"at least {Text(least)}" : $"{Explained(least, leastMeans)} or above")];

    /// <summary>A number that must be positive and finite.</summary>
    /// <param name="path">Where the option stands, such as <c>training.optimizer</c>.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="value">Its value.</param>
    internal static IEnumerable<string> Positive(string path, string name, float value) =>
        value is > 0f and < float.PositiveInfinity ? [] : [Problem(path, name, value, "above 0")];

    /// <summary>A share of something that must be left in part, such as a dropout.</summary>
    /// <inheritdoc cref="Positive"/>
    internal static IEnumerable<string> BelowOne(string path, string name, float value) =>
        value is >= 0f and < 1f ? [] : [Problem(path, name, value, "at least 0 and below 1")];

    /// <summary>A choice.</summary>
    /// <typeparam name="T">What there is to choose from.</typeparam>
    /// <inheritdoc cref="Positive"/>
    internal static IEnumerable<string> OneOf<T>(string path, string name, T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? [] : [$"{path}.{name} is {value}; choose one of: {string.Join(", ", Enum.GetNames<T>())}."];

    private static string Problem<T>(string path, string name, T value, string rule)
        where T : INumber<T> =>
        $"{path}.{name} is {Text(value)}; it must be {rule}.";

    private static string Explained<T>(T number, string? meaning)
        where T : INumber<T> =>
        meaning is null ? Text(number) : $"{Text(number)} ({meaning})";

    private static string Text<T>(T number)
        where T : INumber<T> =>
        number.ToString(null, CultureInfo.InvariantCulture);
}
