using System.Runtime.InteropServices;
using Dragoman.Options;

namespace Dragoman.Text;

/// <summary>Counts tokens and makes a <see cref="Vocabulary"/> of them.</summary>
public sealed class VocabularyBuilder
{
    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Counts the tokens of a sentence. Text that looks like a special token is not counted.</summary>
    /// <param name="tokens">Tokens of one sentence.</param>
    /// <returns>This builder.</returns>
    public VocabularyBuilder Add(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        foreach (string token in tokens)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, token, out _)++;
        }

        return this;
    }

    /// <summary>Adds what another builder has counted.</summary>
    /// <param name="other">The other builder.</param>
    /// <returns>This builder.</returns>
    internal VocabularyBuilder Add(VocabularyBuilder other)
    {
        foreach ((string token, long count) in other._counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, token, out _) += count;
        }

        return this;
    }

    /// <summary>What was counted, and how much of it a vocabulary does not hold.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    internal TokenCounts CountsUnder(Vocabulary vocabulary)
    {
        (long tokens, long unknownTokens, long unknownTypes) = (0, 0, 0);
        foreach ((string token, long count) in _counts)
        {
            tokens += count;
            if (vocabulary.IdOf(token) < Vocabulary.SpecialCount) // Text that looks like a special token is unknown, too.
            {
                unknownTokens += count;
                unknownTypes++;
            }
        }

        return new TokenCounts(tokens, _counts.Count, unknownTokens, unknownTypes);
    }

    /// <summary>Makes the vocabulary: most frequent tokens first, equally frequent ones in the order of their UTF-16 code units.</summary>
    /// <param name="options">Which tokens are kept; null: all.</param>
    /// <exception cref="ConfigurationException">More tokens are kept than a vocabulary can have.</exception>
    /// <exception cref="ArgumentException">The options are not valid, or a kept token cannot be written on a line of text.</exception>
    public Vocabulary Build(VocabularyOptions? options = null)
    {
        options ??= new VocabularyOptions();
        if (options.Validate("vocabulary").FirstOrDefault() is string problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        List<KeyValuePair<string, long>> kept =
            [.. _counts.Where(entry => entry.Value >= options.MinimumFrequency && !Vocabulary.Specials.Contains(entry.Key))];
        if (Math.Min(kept.Count + Vocabulary.SpecialCount, options.MaximumSize ?? int.MaxValue) > Vocabulary.MaximumCount)
        {
            throw new ConfigurationException(FormattableString.Invariant(
                $"The vocabulary would have {kept.Count + Vocabulary.SpecialCount:N0} tokens, and at most {Vocabulary.MaximumCount:N0} are possible. Set data.vocabulary.maximumSize or data.vocabulary.minimumFrequency."));
        }

        kept.Sort(static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : string.CompareOrdinal(a.Key, b.Key));
        return new Vocabulary(kept.Take((options.MaximumSize ?? int.MaxValue) - Vocabulary.SpecialCount).Select(entry => entry.Key));
    }
}

/// <summary>What one side of a corpus consists of, and how much of it a vocabulary does not hold.</summary>
/// <param name="Tokens">Running tokens.</param>
/// <param name="Types">Different tokens.</param>
/// <param name="UnknownTokens">Running tokens that become &lt;unk&gt;.</param>
/// <param name="UnknownTypes">Different tokens that become &lt;unk&gt;.</param>
public readonly record struct TokenCounts(long Tokens, long Types, long UnknownTokens, long UnknownTypes)
{
    /// <summary>Share of the running tokens that become &lt;unk&gt;, 0 to 1; 0 when there are none.</summary>
    public double UnknownShare => Tokens == 0 ? 0 : (double)UnknownTokens / Tokens;
}

/// <summary>Which counted tokens get a place in a vocabulary.</summary>
/// <param name="MinimumFrequency">How often a token must occur, at least 1 (all are kept). Rarer ones become &lt;unk&gt;. Default: 1.</param>
/// <param name="MaximumSize">
/// Largest size of the vocabulary in tokens, the four special ones included, at least 5; the most frequent tokens stay. Default: no limit.
/// </param>
/// <param name="Shared">Whether one vocabulary is learnt from both sides together, for both. Default: false.</param>
public sealed record VocabularyOptions(int MinimumFrequency = 1, int? MaximumSize = null, bool Shared = false)
{
    /// <summary>Says in full sentences what is wrong with the values; nothing if they are valid.</summary>
    /// <param name="path">The user's name of these options, such as <c>data.vocabulary</c>.</param>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.AtLeast(path, "minimumFrequency", MinimumFrequency, 1),
        .. MaximumSize is { } most ? Allowed.AtLeast(path, "maximumSize", most, Vocabulary.SpecialCount + 1) : [],
    ];
}
