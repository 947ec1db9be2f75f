namespace Dragoman.Fuzz;

/// <summary>Damage to any file: bits flipped, bytes cut out, put in, doubled or overwritten.</summary>
internal static class ByteDamage
{
    private static readonly byte[][] Awkward =
    [
        [0], [0xFF], "\r"u8.ToArray(), "\n\n"u8.ToArray(), "\t"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80, 0xA8],
        "\""u8.ToArray(), "{"u8.ToArray(), "<pad>\n"u8.ToArray(), "-"u8.ToArray(), "1e999"u8.ToArray(), "NaN"u8.ToArray(),
    ];

    /// <summary>Damages bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <returns>What was done, and the result.</returns>
    internal static (string Damage, byte[] Bytes) Do(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
        {
            return ("bytes where there were none", Awkward[random.Next(Awkward.Length)]);
        }

        int at = random.Next(bytes.Length);
        int count = Math.Min(bytes.Length - at, 1 << random.Next(8));
        byte[] awkward = Awkward[random.Next(Awkward.Length)];
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return ($"bit flipped in byte {at}", bytes);
            case 1:
                return ($"cut to {at} bytes", bytes[..at]);
            case 2:
                return ($"{count} bytes cut out at {at}", [.. bytes[..at], .. bytes[(at + count)..]]);
            case 3:
                return ($"{awkward.Length} bytes put in at {at}", [.. bytes[..at], .. awkward, .. bytes[at..]]);
            case 4:
                return ($"{count} bytes doubled at {at}", [.. bytes[..(at + count)], .. bytes[at..]]);
            case 5:
                random.NextBytes(bytes.AsSpan(at, count));
                return ($"{count} bytes overwritten at {at}", bytes);
            default:
                return ($"{count} zeros at the end", [.. bytes, .. new byte[count]]);
        }
    }
}
