namespace Dragoman.Data;

/// <summary>Which pairs are left out of a corpus. What is null or false is not looked for.</summary>
/// <remarks>Words are what stands between white space. Where a language writes none between words, count characters instead.</remarks>
internal sealed record CleaningOptions
{
    /// <summary>Fewest words of a side.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>Most words of a side.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>How many times as many words as the other side a side may have.</summary>
    public double? MaximumRatio { get; init; }

    /// <summary>Least share of letters, and the marks on them, among the characters of a side that are no white space; 0 to 1.</summary>
    public double? MinimumLetterShare { get; init; }

    /// <summary>Whether lengths are counted in characters (Unicode code points, white space not counted) instead of words.</summary>
    public bool CountsCharacters { get; init; }

    /// <summary>Whether pairs with control characters are left out.</summary>
    public bool DropsControlCharacters { get; init; }

    /// <summary>Whether pairs whose sides are the same text are left out.</summary>
    public bool DropsIdentical { get; init; }

    /// <summary>Whether a pair that has been there before is left out.</summary>
    public bool DropsDuplicates { get; init; }
}
