using Dragoman.Text.Moses;
using Dragoman.Text.Rewriting;

namespace Dragoman.Text;

/// <summary>What is done to text before it is cut into tokens, and undone after they are joined: cleaning, words and case.</summary>
internal sealed class TextCleaner
{
    private readonly TextRewrite? _words;
    private readonly Func<string, string>? _join;

    /// <summary>Cleans as the options say; without a truecaser, case stays as it is.</summary>
    /// <param name="options">How text is cleaned.</param>
    /// <param name="truecaser">What has been learnt of case; null if nothing.</param>
    internal TextCleaner(TextOptions options, Truecaser? truecaser = null)
    {
        (Normalizer, Truecaser) = (new TextNormalizer(options), truecaser);
        if (options.Moses is { Words: true } moses)
        {
            (_words, _join) = (new MosesWords(moses.Language, moses.SplitHyphens), new MosesJoiner(moses.Language).Join);
        }
        else if (options.PartPunctuation)
        {
            (_words, _join) = (new PunctuationParter(), PunctuationParter.Join);
        }
    }

    /// <summary>The first step, which has no inverse.</summary>
    internal TextNormalizer Normalizer { get; }

    /// <summary>What has been learnt of case; null if nothing.</summary>
    internal Truecaser? Truecaser { get; }

    /// <summary>Whether words are joined by the rules of a language, which guess; all else is joined as it was.</summary>
    internal bool JoinsByRules => Options.Moses.Words;

    /// <summary>How text is cleaned.</summary>
    internal TextOptions Options => Normalizer.Options;

    /// <summary>Learns what there is to learn.</summary>
    /// <param name="options">How text is cleaned.</param>
    /// <param name="sentences">Raw sentences; read only if something is learnt.</param>
    internal static TextCleaner Learn(TextOptions options, IEnumerable<string> sentences)
    {
        TextCleaner cleaner = new(options);
        return options.Moses.Truecase ? new TextCleaner(options, Truecaser.Learn(sentences.Select(cleaner.Clean))) : cleaner;
    }

    /// <summary>Makes clean text of raw text, with white space between its words.</summary>
    /// <param name="text">The raw text.</param>
    internal string Clean(string text)
    {
        string clean = Normalizer.Normalize(text);
        clean = _words?.Apply(clean) ?? clean;
        return Truecaser?.Apply(clean) ?? clean;
    }

    /// <summary>The same, keeping in mind where each character comes from; slower.</summary>
    /// <param name="text">The raw text.</param>
    internal NormalizedText Trace(string text)
    {
        NormalizedText clean = Normalizer.Trace(text);
        clean = _words?.Apply(clean) ?? clean;
        return Truecaser?.Apply(clean) ?? clean;
    }

    /// <summary>Makes text as people write it of clean text, as far as the steps have an inverse.</summary>
    /// <param name="text">Clean text.</param>
    internal string Restore(string text)
    {
        string restored = Truecaser is null ? text : Truecaser.Undo(text);
        return _join?.Invoke(restored) ?? restored;
    }
}
