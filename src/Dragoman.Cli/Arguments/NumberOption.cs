using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Dragoman.Configuration;

namespace Dragoman.Cli.Arguments;

/// <summary>Options that take a number, with messages that say what was expected.</summary>
internal static class NumberOption
{
    /// <summary>An option for a whole number.</summary>
    /// <param name="name">Its name, such as <c>--beam</c>.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="description">The help text.</param>
    internal static Option<int?> Whole(string name, int minimum, string description) => Whole(name, minimum, int.MaxValue, description);

    /// <summary>An option for a whole number.</summary>
    /// <param name="name">Its name, such as <c>--beam</c>.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="maximum">Highest value.</param>
    /// <param name="description">The help text.</param>
    internal static Option<int?> Whole(string name, int minimum, int maximum, string description) => Create(
        name, description, NumberStyles.AllowLeadingSign, minimum, maximum, "a whole number", isBounded: maximum < int.MaxValue);

    /// <summary>An option for a random seed.</summary>
    /// <param name="name">Its name, such as <c>--seed</c>.</param>
    /// <param name="description">The help text.</param>
    internal static Option<long?> Seed(string name, string description) => Create(
        name, description, NumberStyles.AllowLeadingSign, 0, long.MaxValue, "a whole number");

    /// <summary>An option for a number.</summary>
    /// <param name="name">Its name, such as <c>--length-penalty</c>.</param>
    /// <param name="minimum">Lowest value.</param>
    /// <param name="description">The help text.</param>
    internal static Option<float?> Real(string name, float minimum, string description) => Create(
        name, description, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), minimum, float.MaxValue, "a number");

    private static bool IsBeyond<T>(string text, T maximum)
        where T : struct, INumber<T> =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value) && value > BigInteger.CreateChecked(maximum);

    private static Option<T?> Create<T>(string name, string description, NumberStyles style, T minimum, T maximum, string kind, bool isBounded = false)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = kind == "a number" ? "X" : "N",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T value) && value >= minimum && value <= maximum)
                {
                    if (T.IsZero(value) && !WrittenNumber.IsZero(text))
                    {
                        result.AddError($"{name} is \"{text}\", which is too small: it would count as 0.");
                        return null;
                    }

                    return value;
                }

                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{name} is \"{text}\"; it must be {kind} of {(isBounded || IsBeyond(text, maximum) ? $"{minimum} to {maximum}" : $"at least {minimum}")}."));
                return null;
            },
        };
}
