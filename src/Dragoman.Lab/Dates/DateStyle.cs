using System.Globalization;

namespace Dragoman.Lab.Dates;

/// <summary>A way to write a date.</summary>
/// <param name="Example">The third of March 2024 in this way.</param>
/// <param name="Write">Writes a date.</param>
public sealed record DateStyle(string Example, Func<DateOnly, string> Write)
{
    /// <summary>The ways in which people write dates in English, as far as each means one date.</summary>
    public static IReadOnlyList<DateStyle> All { get; } =
    [
        new("3 March 2024", day => Format(day, "d MMMM yyyy")),
        new("March 3, 2024", day => Format(day, "MMMM d, yyyy")),
        new("Sunday, 3 March 2024", day => Format(day, "dddd, d MMMM yyyy")),
        new("3-Mar-2024", day => Format(day, "d-MMM-yyyy")),
        new("03/03/2024", day => Format(day, "dd/MM/yyyy")),
        new("Mar 3rd, 2024", day => $"{Format(day, "MMM ")}{Ordinal(day.Day)}{Format(day, ", yyyy")}"),
        new("the 3rd of March 2024", day => $"the {Ordinal(day.Day)} of {Format(day, "MMMM yyyy")}"),
        new("2024.3.3", day => Format(day, "yyyy.M.d")),
    ];

    /// <summary>The form of ISO 8601.</summary>
    public static DateStyle Iso { get; } = new("2024-03-03", day => Format(day, "yyyy-MM-dd"));

    private static string Format(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    private static string Ordinal(int day) => day + (day switch
    {
        1 or 21 or 31 => "st",
        2 or 22 => "nd",
        3 or 23 => "rd",
        _ => "th",
    });
}
