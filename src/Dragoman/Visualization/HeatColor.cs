using System.Globalization;

namespace Dragoman.Visualization;

/// <summary>A colour of the heat maps: one blue hue from light (0) to dark (1), even steps to the eye.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
/// <remarks>The stops are the nine-class sequential "Blues" of ColorBrewer (Harrower and Brewer 2003), readable for the colour-blind and in grey.</remarks>
internal readonly record struct HeatColor(byte Red, byte Green, byte Blue)
{
    private static readonly HeatColor[] Stops =
    [
        new(0xf1, 0xf6, 0xfc), new(0xde, 0xeb, 0xf7), new(0xc6, 0xdb, 0xef), new(0x9e, 0xca, 0xe1), new(0x6b, 0xae, 0xd6),
        new(0x42, 0x92, 0xc6), new(0x21, 0x71, 0xb5), new(0x08, 0x51, 0x9c), new(0x08, 0x30, 0x6b),
    ];

    /// <summary>As CSS writes it, such as <c>#08306b</c>.</summary>
    public string Css => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>True when white text is easier to read on this colour than black text.</summary>
    /// <remarks>WCAG 2: contrasts (1.05)/(L + 0.05) and (L + 0.05)/0.05 are equal at L = √(1.05 · 0.05) − 0.05 ≈ 0.179.</remarks>
    public bool IsDark => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue)) < 0.179;

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

    /// <summary>The nearest colour of the 256 that most terminals know: a 6 × 6 × 6 cube or 24 greys.</summary>
    public int ToAnsi256()
    {
        int red = CubeStep(Red);
        int green = CubeStep(Green);
        int blue = CubeStep(Blue);
        int grey = Math.Clamp((((Red + Green + Blue) / 3) - 3) / 10, 0, 23);
        int greyLevel = 8 + (10 * grey);
        return Distance(CubeLevel(red), CubeLevel(green), CubeLevel(blue)) <= Distance(greyLevel, greyLevel, greyLevel)
            ? 16 + (36 * red) + (6 * green) + blue
            : 232 + grey;
    }

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static int CubeStep(byte channel) => channel < 48 ? 0 : channel < 115 ? 1 : (channel - 35) / 40;

    private static int CubeLevel(int step) => step == 0 ? 0 : 55 + (40 * step);

    private int Distance(int red, int green, int blue) =>
        ((Red - red) * (Red - red)) + ((Green - green) * (Green - green)) + ((Blue - blue) * (Blue - blue));
}
