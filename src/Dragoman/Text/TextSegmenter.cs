using Dragoman.Options;
using Dragoman.Text.Rewriting;

namespace Dragoman.Text;

/// <summary>A cleaner and a tokenizer: raw text to tokens and back, before any of them has an id.</summary>
/// <param name="cleaner">Cleans raw text.</param>
/// <param name="tokenizer">Cuts clean text.</param>
internal sealed class TextSegmenter(TextCleaner cleaner, ITokenizer tokenizer)
{
    /// <summary>Cuts text as the options say, as long as nothing has to be learnt for it: a kind that learns is taken for words, and case stays.</summary>
    /// <param name="options">How text is cleaned and cut.</param>
    internal TextSegmenter(TextOptions options)
        : this(new TextCleaner(options), Unlearned(options.Tokenizer))
    {
    }

    /// <summary>Cleans raw text.</summary>
    internal TextCleaner Cleaner => cleaner;

    /// <summary>Cuts clean text.</summary>
    internal ITokenizer Tokenizer => tokenizer;

    /// <summary>How text is cleaned and cut.</summary>
    internal TextOptions Options => cleaner.Options;

    /// <summary>Whether tokenizers of a kind have learnt something, so that there is none before training.</summary>
    /// <param name="kind">The kind.</param>
    internal static bool IsLearned(TokenizerKind kind) => kind is TokenizerKind.BytePair or TokenizerKind.SentencePiece or TokenizerKind.Custom;

    /// <summary>Whether two sides can have one tokenizer.</summary>
    /// <param name="source">How one side is cut.</param>
    /// <param name="target">How the other is.</param>
    internal static bool CanShareTokenizer(TextOptions source, TextOptions target) =>
        (source.Tokenizer, source.SentencePiece) == (target.Tokenizer, target.SentencePiece);

    /// <summary>Makes the tokenizer for a language.</summary>
    /// <param name="cleaner">Cleans raw text, and has learnt what it has to.</param>
    /// <param name="sentences">Clean sentences, read only by a tokenizer that learns.</param>
    /// <param name="customTokenizer">Makes a tokenizer of the user's own; null if there is none.</param>
    /// <exception cref="ConfigurationException">The options ask for a tokenizer of the user's own, and there is none.</exception>
    internal static TextSegmenter Learn(TextCleaner cleaner, IEnumerable<string> sentences, ITokenizerFactory? customTokenizer)
    {
        TokenizerKind kind = cleaner.Options.Tokenizer;
        ITokenizer? tokenizer = IsLearned(kind) ? FactoryOf(cleaner.Options, customTokenizer).Learn(sentences) : Unlearned(kind);
        return new TextSegmenter(cleaner, tokenizer ?? throw new InvalidOperationException("The factory of the tokenizer has made none: it has returned null."));
    }

    /// <summary>The same, keeping to pieces that are frequent among a side's sentences, if the options ask for it.</summary>
    /// <param name="sentences">Raw sentences of the side.</param>
    internal TextSegmenter KeepingToFrequent(IEnumerable<string> sentences) => tokenizer is BytePairTokenizer pieces && Options.BytePair.Threshold > 0
        ? new TextSegmenter(cleaner, pieces.Restrict(sentences.Select(cleaner.Clean), Options.BytePair.Threshold))
        : this;

    /// <summary>What makes the tokenizers of a kind that learns.</summary>
    /// <param name="options">The kind, and its options.</param>
    /// <param name="customTokenizer">Makes a tokenizer of the user's own; null if there is none.</param>
    /// <exception cref="ConfigurationException">A tokenizer of the user's own is asked for, and there is none.</exception>
    internal static ITokenizerFactory FactoryOf(TextOptions options, ITokenizerFactory? customTokenizer) => options.Tokenizer switch
    {
        TokenizerKind.BytePair => new BytePairFactory(options.BytePair),
        TokenizerKind.SentencePiece => new SentencePieceFactory(options.SentencePiece),
        TokenizerKind.Custom => customTokenizer ?? throw new ConfigurationException(
            "The tokenizer is custom: this model cuts text with a class of its own. Give its factory when the model is trained or loaded, or choose a built-in tokenizer."),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Tokenizer, "Tokenizers of this kind learn nothing."),
    };

    /// <summary>The tokens of a raw sentence. A blank one has none, whatever the tokenizer makes of white space.</summary>
    /// <param name="text">The raw sentence.</param>
    internal IReadOnlyList<string> Cut(string text) => WhiteSpace.IsBlank(text) ? [] : tokenizer.Tokenize(cleaner.Clean(text));

    /// <summary>The last token of a beginning if the text may go on without a space after it, and that token would be another one then.</summary>
    /// <param name="text">A raw beginning.</param>
    /// <returns>Null if there is no such token.</returns>
    internal string? OpenEnd(string text)
    {
        if (!Options.PartPunctuation || WhiteSpace.IsBlank(text) || char.IsWhiteSpace(text[^1]))
        {
            return null;
        }

        string clean = cleaner.Clean(text);
        if (PunctuationParter.OpenAtEnd(clean) is not { } open)
        {
            return null;
        }

        (IReadOnlyList<string> closed, IReadOnlyList<string> opened) = (tokenizer.Tokenize(clean), tokenizer.Tokenize(open));
        return opened.Count == closed.Count && opened.SkipLast(1).SequenceEqual(closed.SkipLast(1)) ? opened[^1] : null;
    }

    /// <summary>Whether training cuts text by chance, each time anew.</summary>
    internal bool CutsAtRandom => Options.CutsAtRandom;

    /// <summary>The tokens of a raw sentence for training: by chance smaller ones, where the options say so.</summary>
    /// <param name="text">The raw sentence.</param>
    /// <param name="key">Other keys give other tokens.</param>
    internal IReadOnlyList<string> CutAtRandom(string text, ulong key) => !CutsAtRandom || WhiteSpace.IsBlank(text)
        ? Cut(text)
        : ((BytePairTokenizer)tokenizer).TokenizeAtRandom(cleaner.Clean(text), Options.BytePair.Dropout, key);

    /// <summary>The tokens of a raw sentence, and where each stands in it.</summary>
    /// <param name="text">The raw sentence.</param>
    internal IReadOnlyList<TextToken> Locate(string text)
    {
        if (WhiteSpace.IsBlank(text))
        {
            return [];
        }

        NormalizedText normalized = cleaner.Trace(text);
        IReadOnlyList<string> tokens = tokenizer.Tokenize(normalized.Text);
        IReadOnlyList<Range> places = tokenizer.Locate(normalized.Text);
        TextToken[] located = new TextToken[tokens.Count];
        for (int i = 0; i < located.Length; i++)
        {
            (int start, int length) = normalized.Origin(places[i]);
            located[i] = new TextToken(tokens[i], start, length);
        }

        return located;
    }

    /// <summary>Joins tokens into a sentence.</summary>
    /// <param name="tokens">Tokens as from <see cref="Cut"/>.</param>
    internal string Join(IEnumerable<string> tokens) => cleaner.Restore(tokenizer.Detokenize(tokens));

    private static ITokenizer Unlearned(TokenizerKind kind) => kind switch
    {
        TokenizerKind.Character => new CharacterTokenizer(),
        TokenizerKind.Grapheme => new GraphemeTokenizer(),
        _ when Enum.IsDefined(kind) => new WordTokenizer(),
        _ => throw new InvalidOperationException($"tokenizer is {kind}; choose one of: {string.Join(", ", Enum.GetNames<TokenizerKind>())}."),
    };
}

/// <summary>A token and where it comes from.</summary>
/// <param name="Text">The token, as the model reads it.</param>
/// <param name="Start">First character of the raw text that became part of it.</param>
/// <param name="Length">Number of characters of the raw text, 0 for a token that stands for none.</param>
public readonly record struct TextToken(string Text, int Start, int Length);
