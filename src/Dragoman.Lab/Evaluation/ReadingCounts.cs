using Dragoman.Data;
using Dragoman.Explanations;

namespace Dragoman.Lab.Evaluation;

/// <summary>What a model could not read as it stands in the text.</summary>
/// <param name="Truncated">Sentences of more tokens than the safety limit, of which only so many were read.</param>
/// <param name="LongerThanTrained">Sentences that were read whole but are longer than all that the model was trained on.</param>
/// <param name="SourceTokens">Source tokens that were read, without end tokens.</param>
/// <param name="UnknownSourceTokens">Those that are not in the vocabulary, and were read as the unknown-word token.</param>
/// <param name="SentencesWithUnknown">Sentences that hold such tokens.</param>
public sealed record ReadingCounts(int Truncated, int LongerThanTrained, long SourceTokens, long UnknownSourceTokens, int SentencesWithUnknown)
{
    /// <summary>Counts of no sentence.</summary>
    public static ReadingCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Counts one translated sentence.</summary>
    /// <param name="translation">Its translation.</param>
    /// <param name="translator">The model that has read it.</param>
    public static ReadingCounts Of(Translation translation, Translator translator)
    {
        ArgumentNullException.ThrowIfNull(translation);
        ArgumentNullException.ThrowIfNull(translator);
        int endTokens = translator.Options.Data.Encoding.AppendEosToSource ? 1 : 0;
        return new ReadingCounts(
            translation.IsCut ? 1 : 0,
            translation.IsLongerThanTrained ? 1 : 0,
            Math.Max(translation.SourceTokens.Count - endTokens, 0),
            translation.UnknownSource.Count,
            translation.UnknownSource.Count > 0 ? 1 : 0);
    }

    /// <summary>Counts one explained sentence.</summary>
    /// <param name="explanation">What was explained.</param>
    /// <param name="translator">The model that has read it.</param>
    public static ReadingCounts Of(Explanation explanation, Translator translator)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(translator);
        ExplainedSource source = explanation.Source;
        EncodingOptions trained = translator.Options.Data.Encoding;
        int unknown = source.Tokens.Count(token => !token.IsKnown);
        return new ReadingCounts(
            source.IsCut ? 1 : 0,
            !source.IsCut && source.Tokens.Count > trained.MaximumSourceLength ? 1 : 0,
            source.Tokens.Count - (trained.AppendEosToSource ? 1 : 0),
            unknown,
            unknown > 0 ? 1 : 0);
    }

    /// <summary>Adds the counts of other sentences.</summary>
    /// <param name="other">Their counts.</param>
    public ReadingCounts Add(ReadingCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ReadingCounts(
            Truncated + other.Truncated,
            LongerThanTrained + other.LongerThanTrained,
            SourceTokens + other.SourceTokens,
            UnknownSourceTokens + other.UnknownSourceTokens,
            SentencesWithUnknown + other.SentencesWithUnknown);
    }

    /// <summary>Counts pairs whose loss was measured: one is cut or long on either side, so it is counted already or has such a reference.</summary>
    /// <param name="loss">What was measured.</param>
    public ReadingCounts WithPairs(LossResult loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return this with
        {
            Truncated = Math.Max(Truncated, loss.CutPairCount),
            LongerThanTrained = Math.Max(LongerThanTrained, loss.LongPairCount),
        };
    }
}
