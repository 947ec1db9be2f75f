namespace Dragoman.Text;

/// <summary>Orders text by code points, as UTF-8 and UTF-32 are ordered; by UTF-16 units, those past U+FFFF would come before U+E000.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    private const int FirstSurrogate = 0xD800;
    private const int AfterSurrogates = 0xE000;

    private CodePointOrder()
    {
    }

    /// <summary>The order.</summary>
    internal static CodePointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        int same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length.CompareTo(b.Length) : Rank(a[same]).CompareTo(Rank(b[same]));
    }

    /// <summary>Puts surrogates behind all other units.</summary>
    private static int Rank(char unit) => unit switch
    {
        < (char)FirstSurrogate => unit,
        < (char)AfterSurrogates => unit + (char.MaxValue + 1 - AfterSurrogates),
        _ => unit - (AfterSurrogates - FirstSurrogate),
    };
}
