using Dragoman.Options;

namespace Dragoman.Text.Moses;

/// <summary>What the scripts of the Moses toolkit do with text (Koehn et al. 2007).</summary>
/// <param name="Words">
/// Whether the sentence is cut into words and punctuation, as <c>tokenizer.perl -no-escape</c> does, and joined as by <c>detokenizer.perl</c>. Default: false.
/// </param>
/// <param name="Language">The language of the text, for words and punctuation. Default: other.</param>
/// <param name="SplitHyphens">Whether hyphens between letters become words of their own, <c>@-@</c>, as by <c>-a</c>; only with words. Default: false.</param>
/// <param name="NormalizePunctuation">
/// Whether quotation marks, dashes and the spaces around punctuation become plain ones, as by <c>normalize-punctuation.perl</c>. Default: false.
/// </param>
/// <param name="Truecase">
/// Whether the first word of a sentence is written as it is within sentences of the training corpus, as by <c>truecase.perl</c>, and made large again on the way
/// out. Default: false.
/// </param>
public sealed record MosesOptions(
    bool Words = false,
    TextLanguage Language = TextLanguage.Other,
    bool SplitHyphens = false,
    bool NormalizePunctuation = false,
    bool Truecase = false)
{
    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data.source.moses</c>.</param>
    public IEnumerable<IdleOption> Idle(string path)
    {
        if (!Words)
        {
            yield return new IdleOption($"{path}.splitHyphens", $"{path}.words is false");
        }

        if (!Words && !NormalizePunctuation)
        {
            yield return new IdleOption($"{path}.language", $"{path}.words and {path}.normalizePunctuation are false");
        }
    }
}
