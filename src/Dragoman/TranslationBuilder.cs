using Dragoman.Alignments;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman;

/// <summary>Says what a search has found in words.</summary>
/// <param name="target">Knows the words.</param>
/// <param name="trained">Lengths that the model was trained on.</param>
internal sealed class TranslationBuilder(TextModel target, EncodingOptions trained)
{
    /// <summary>The translation of a blank sentence.</summary>
    internal static Translation Blank(string source, string text = "") => new(source, text, [], 0, 0, null);

    /// <summary>A given translation, if neither side was blank.</summary>
    /// <param name="given">The translation.</param>
    /// <exception cref="ArgumentException">A side has no tokens.</exception>
    internal static Translation ThrowIfBlank(Translation given) => given.Tokens.Count > 0
        ? given
        : throw new ArgumentException("Source and target must have at least one token.");

    /// <summary>A translation with its unknown-word tokens replaced through the attention weights.</summary>
    /// <param name="translation">The translation.</param>
    /// <param name="lexicon">Translations of source tokens; null or no entry: the source token is copied.</param>
    /// <param name="target">Joins tokens to text.</param>
    /// <exception cref="InvalidOperationException">There is a token to replace, but no attention.</exception>
    internal static Translation ReplaceUnknown(Translation translation, BilingualLexicon? lexicon, TextModel target)
    {
        if (!translation.Tokens.Contains(Vocabulary.UnkToken))
        {
            return translation;
        }

        AttentionMap map = translation.Attention ??
            throw new InvalidOperationException("The model has no attention, which tells the word that an unknown-word token stands for.");
        if (map.Target.Count < translation.Tokens.Count)
        {
            throw new ArgumentException(
                $"The translation has {translation.Tokens.Count} tokens, but its attention map only {map.Target.Count}: they do not belong together.", nameof(translation));
        }

        string[] replaced = UnknownReplacement.Replace(map, lexicon);
        string[] tokens = replaced[..translation.Tokens.Count];
        return translation with { Text = target.Detokenize(tokens), Tokens = tokens, Attention = map.WithTarget(replaced) };
    }

    /// <summary>A translation that was found.</summary>
    /// <param name="text">The sentence as it was given.</param>
    /// <param name="source">The sentence as it was read.</param>
    /// <param name="found">The translation.</param>
    internal Translation Found(string text, ReadSentence source, Hypothesis found)
    {
        int[] ids = [.. found.Tokens];
        return Describe(text, source, found, target.Decode(ids), [.. ids.Select(target.Vocabulary.TokenOf)]) with
        {
            UnknownTarget = [.. ids.Index().Where(id => id.Item == Vocabulary.UnkId).Select(id => id.Index)],
        };
    }

    /// <summary>A translation that was given.</summary>
    /// <param name="pair">The pair as it was given.</param>
    /// <param name="source">The sentence as it was read.</param>
    /// <param name="given">The translation as it was read.</param>
    /// <param name="forced">Its probability and weights.</param>
    internal Translation Given(SentencePair pair, ReadSentence source, ReadSentence given, Hypothesis forced)
    {
        Translation described = Describe(pair.Source, source, forced, pair.Target, given.Tokens[..^1]);
        int[] unknown = given.Unknown();
        return described with
        {
            UnknownTarget = unknown,
            Attention = described.Attention?.WithUnknown(described.UnknownSource, unknown),
            IsCut = source.IsCut || given.IsCut,
            IsLongerThanTrained = IsLong(source, given),
        };
    }

    /// <summary>Whether a side that was read whole is longer than all that the model was trained on.</summary>
    internal bool IsLong(ReadSentence source, ReadSentence? given = null) =>
        (!source.IsCut && source.Ids.Length > trained.MaximumSourceLength) ||
        (given is { IsCut: false } && given.Ids.Length > trained.MaximumTargetLength);

    private Translation Describe(string sourceText, ReadSentence source, Hypothesis hypothesis, string text, string[] tokens)
    {
        int[] unknown = source.Unknown();
        AttentionMap? map = null;
        if (hypothesis.Weights.Count > 0)
        {
            string[] rows = hypothesis.Weights.Count > tokens.Length ? [.. tokens, Vocabulary.EosToken] : tokens;
            float[] weights = new float[rows.Length * source.Tokens.Length]; // [target, source]
            for (int row = 0; row < rows.Length; row++)
            {
                hypothesis.Weights[row].AsSpan(0, source.Tokens.Length).CopyTo(weights.AsSpan(row * source.Tokens.Length));
            }

            map = new AttentionMap(source.Tokens, rows, weights).WithUnknown(unknown, []);
        }

        return new Translation(sourceText, text, tokens, hypothesis.LogProbability, hypothesis.Score, map)
        {
            SourceTokens = source.Tokens,
            UnknownSource = unknown,
            TokenLogProbabilities = hypothesis.TokenLogProbabilities,
            IsCut = source.IsCut,
            IsLongerThanTrained = IsLong(source),
        };
    }
}
