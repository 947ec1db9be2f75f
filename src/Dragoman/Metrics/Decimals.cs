using System.Globalization;

namespace Dragoman.Metrics;

/// <summary>Numbers as C's printf and Python print them, whatever the culture.</summary>
internal static class Decimals
{
    /// <summary>Formats with a fixed number of decimals, an exact tie going to the even digit: 31.25 → 31.2.</summary>
    /// <param name="value">Number to format.</param>
    /// <param name="decimals">Digits after the point, 0 to 6.</param>
    /// <returns>The decimal text.</returns>
    /// <remarks>.NET's own formatting is exact too, but rounds a tie away from zero.</remarks>
    public static string Fixed(double value, int decimals)
    {
        // A tie at 10^-d is an odd multiple of 0.5·10^-d, so 2^(d+1) times it is an integer; then all steps below are exact.
        if (Math.Abs(value) < 1e9 && double.IsInteger(value * (1 << (decimals + 1))))
        {
            double scale = Math.Pow(10, decimals);
            value = Math.Round(value * scale, MidpointRounding.ToEven) / scale;
        }

        return value.ToString("F" + Integer(decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>Formats a whole number.</summary>
    /// <param name="value">Number to format.</param>
    /// <returns>Its decimal digits.</returns>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);
}
