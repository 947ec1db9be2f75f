using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Text;

/// <summary>Random strings of characters that text preparation treats in a special way, and others.</summary>
internal static class RandomText
{
    private static readonly string[] Pieces =
    [
        " ", "  ", "\t", "\n", "\r", "\u00A0", "\u202F", "\u2009", "\u200A", "\u200B", "\u00AD", "\uFEFF", "\u2581",
        "\u3000", "\u2003", "\u2028", "\u0085", "\u2060", "\u180E",
        ".", ",", "!", "?", "'", "-", "a", "B", "e", "E", "é", "É", "ß", "I", "\u0130", "\u0131", "σ", "Σ", "ж", "Ё",
        "\u0301", "\u0331", "\u0323", "\u0345", "\u00C5", "\u212B", "\u2126", "\u1E9B", "\u0958", "\u1112", "\u1161", "\u11AB", "한",
        "中", "文", "\U0001F600", "\U00010400", "\U0001D15E", "<eos>", "<unk>",
    ];

    /// <summary>The same two hundred cases in each run, without chatter.</summary>
    public static Config Checks { get; } =
        Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(1, 3).WithQuietOnSuccess(true);

    /// <summary>Short strings of all the pieces.</summary>
    public static Arbitrary<string> Awkward { get; } = Of(Pieces);

    /// <summary>Strings whose only blanks are spaces and that do not hold the visible blank symbol.</summary>
    public static Arbitrary<string> WithPlainBlanks { get; } = Of([.. Pieces.Except(["\t", "\n", "\r", "\u2028", "\u0085", "\u2581"])]);

    private static Arbitrary<string> Of(string[] pieces) =>
        Arb.From(Gen.Elements(pieces).ListOf().Select(string.Concat));
}
