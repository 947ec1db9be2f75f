namespace Dragoman.Cli.Drawing;

/// <summary>Draws a vector on one line: a block for each number, as high as it stands between the smallest and the largest.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The blocks of a vector's first numbers.</summary>
    /// <param name="vector">The numbers.</param>
    /// <param name="most">Most blocks drawn.</param>
    /// <returns>The blocks and, if there are more numbers, how many are not drawn.</returns>
    internal static string Of(ReadOnlySpan<float> vector, int most)
    {
        ReadOnlySpan<float> drawn = vector[..Math.Min(vector.Length, most)];
        float largest = 0f;
        foreach (float value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        char[] line = new char[drawn.Length];
        for (int i = 0; i < line.Length; i++)
        {
            float height = largest > 0f ? ((drawn[i] / largest) + 1f) / 2f : 0.5f;
            line[i] = Blocks[Math.Min((int)(height * Blocks.Length), Blocks.Length - 1)];
        }

        return new string(line) + (drawn.Length < vector.Length ? $" … {vector.Length - drawn.Length} more" : "");
    }

    /// <summary>A bar for a share of 1.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="width">Cells of a whole bar.</param>
    internal static string Bar(double share, int width)
    {
        const string eighths = " ▏▎▍▌▋▊▉";
        int cells = (int)Math.Round(Math.Clamp(share, 0, 1) * width * 8);
        return new string('█', cells / 8) + (cells % 8 > 0 ? eighths[cells % 8] : "");
    }
}
