using System.Globalization;

namespace Dragoman.Visualization;

/// <summary>A colour of the heat maps: one blue hue from light (0) to dark (1), even steps to the eye.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
/// <remarks>The stops are the nine-class sequential "Blues" of ColorBrewer (Harrower and Brewer 2003), readable for the colour-blind and in grey.</remarks>
internal readonly record struct HeatColor(byte Red, byte Green, byte Blue)
{
    private const int FirstDarkAnsi256Stop = 6;

    private static readonly HeatColor[] Stops =
    [
        new(0xf1, 0xf6, 0xfc), new(0xde, 0xeb, 0xf7), new(0xc6, 0xdb, 0xef), new(0x9e, 0xca, 0xe1), new(0x6b, 0xae, 0xd6),
        new(0x42, 0x92, 0xc6), new(0x21, 0x71, 0xb5), new(0x08, 0x51, 0x9c), new(0x08, 0x30, 0x6b),
    ];

    /// <summary>The same ramp in the 256 colours that most terminals know.</summary>
    private static readonly int[] Ansi256Stops = [255, 189, 153, 110, 74, 67, 25, 24, 17];

    /// <summary>As CSS writes it, such as <c>#08306b</c>.</summary>
    public string Css => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>True when white text is easier to read on this colour than the dark grey of the words, #1f2933.</summary>
    /// <remarks>WCAG 2: the contrasts 1.05 / (L + 0.05) and (L + 0.05) / (0.022 + 0.05) are equal at L ≈ 0.225.</remarks>
    public bool IsDark => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue)) < 0.225;

    /// <summary>The colour of a weight; weights outside 0 to 1 take the nearest end.</summary>
    public static HeatColor Of(float weight)
    {
        float position = Math.Clamp(weight, 0f, 1f) * (Stops.Length - 1);
        int below = Math.Min((int)position, Stops.Length - 2);
        float share = position - below;
        HeatColor low = Stops[below];
        HeatColor high = Stops[below + 1];
        return new(Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));

        byte Mix(byte from, byte to) => (byte)MathF.Round(from + (share * (to - from)));
    }

    /// <summary>The terminal's colour number for a weight, and whether it wants white text.</summary>
    public static (int Code, bool IsDark) Ansi256(float weight)
    {
        int stop = (int)MathF.Round(Math.Clamp(weight, 0f, 1f) * (Ansi256Stops.Length - 1));
        return (Ansi256Stops[stop], stop >= FirstDarkAnsi256Stop);
    }

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
