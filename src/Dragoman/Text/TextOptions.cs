using Dragoman.Options;
using Dragoman.Text.Moses;
using Dragoman.Text.SentencePieces;

namespace Dragoman.Text;

/// <summary>How raw text is cleaned and cut into tokens, before training and before translation alike.</summary>
/// <param name="Lowercase">
/// Whether letters are lower-cased, one by one and in any language the same (Σ always becomes σ). Default: false.
/// </param>
/// <param name="NormalizeSpaces">
/// Whether white space of any kind (the Unicode property White_Space) becomes plain spaces, marks without width and meaning (U+200B, U+2060,
/// U+FEFF, U+00AD, U+180E) are removed, runs of spaces become one space, and spaces at both ends go. Default: true.
/// </param>
/// <param name="SpaceBeforePunctuation">
/// Whether a space is put before each <c>, . ! ?</c> that does not follow a space or start the sentence, so that it becomes a token of
/// its own. Useful with <see cref="TokenizerKind.Word"/>. Default: false.
/// </param>
/// <param name="UnicodeNormalization">Unicode normalisation form. Default: NFC.</param>
/// <param name="Tokenizer">How the cleaned sentence is cut into tokens. Default: words.</param>
/// <param name="PartPunctuation">
/// Whether punctuation and symbols become words of their own, in any language, with ￭ on the sides where they were attached, so that they are joined as
/// they were: <c>J ￭'￭ ai</c>. Default: false.
/// </param>
public sealed record TextOptions(
    bool Lowercase = false,
    bool NormalizeSpaces = true,
    bool SpaceBeforePunctuation = false,
    UnicodeForm UnicodeNormalization = UnicodeForm.Nfc,
    TokenizerKind Tokenizer = TokenizerKind.Word,
    bool PartPunctuation = false)
{
    /// <summary>Words, punctuation and case as the Moses toolkit has them.</summary>
    public MosesOptions Moses
    {
        get;
        init => field = value ?? new MosesOptions(); // A configuration of an earlier version has none.
    }
    = new();

    /// <summary>How words are cut by the byte-pair tokenizer.</summary>
    public BytePairOptions BytePair
    {
        get;
        init => field = value ?? new BytePairOptions(); // A configuration of an earlier version has none.
    }
    = new();

    /// <summary>Which pieces the SentencePiece tokenizer cuts into.</summary>
    public SentencePieceOptions SentencePiece
    {
        get;
        init => field = value ?? new SentencePieceOptions(); // A configuration of an earlier version has none.
    }
    = new();

    /// <summary>The preparation of <i>Dive into Deep Learning</i>: lower-cased words, punctuation apart.</summary>
    /// <remarks>Section "Machine translation and the dataset"; on its English-French text NFC changes nothing.</remarks>
    public static TextOptions D2l { get; } = new(Lowercase: true, SpaceBeforePunctuation: true);

    /// <summary>Whether training cuts words by chance, in each epoch anew.</summary>
    internal bool CutsAtRandom => Tokenizer == TokenizerKind.BytePair && BytePair.Dropout > 0f;

    /// <summary>Those of these options that say how text is read once its tokenizer is made; what made that stands in a file of its own.</summary>
    internal TextOptions ForReading => this with { BytePair = new(), SentencePiece = new() };

    /// <summary>Files of others that the tokenizer is made of.</summary>
    internal IEnumerable<string> Files => Tokenizer switch
    {
        TokenizerKind.BytePair when BytePair.Codes.Length > 0 => [BytePair.Codes],
        TokenizerKind.SentencePiece => [SentencePiece.Model],
        _ => [],
    };

    /// <summary>The same with these files elsewhere.</summary>
    /// <param name="find">Says where a file is.</param>
    internal TextOptions WithFiles(Func<string, string> find) => Tokenizer switch
    {
        TokenizerKind.BytePair when BytePair.Codes.Length > 0 => this with { BytePair = BytePair with { Codes = find(BytePair.Codes) } },
        TokenizerKind.SentencePiece => this with { SentencePiece = new SentencePieceOptions(find(SentencePiece.Model)) },
        _ => this,
    };

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data.source</c>.</param>
    public IEnumerable<IdleOption> Idle(string path)
    {
        string[] pieces = Tokenizer != TokenizerKind.BytePair ? ["merges", "minimumFrequency", "threshold", "codes", "dropout"]
            : BytePair.Codes.Length > 0 ? ["merges", "minimumFrequency"]
            : [];
        string reason = Tokenizer != TokenizerKind.BytePair ? $"{path}.tokenizer is not bytePair" : $"{path}.bytePair.codes names the merges";
        return
        [
            .. Moses.Idle(path + ".moses"),
            .. pieces.Select(name => new IdleOption($"{path}.bytePair.{name}", reason)),
            .. Tokenizer != TokenizerKind.SentencePiece ? [new IdleOption($"{path}.sentencePiece.model", $"{path}.tokenizer is not sentencePiece")] : Array.Empty<IdleOption>(),
        ];
    }

    /// <summary>What to change so that words that are joined by the rules of a language are joined as they were.</summary>
    /// <param name="path">Where the options stand in the configuration, such as <c>data.target</c>.</param>
    internal string JoiningRemedy(string path) =>
        (Moses.Language == TextLanguage.Other ? $"name the language in {path}.moses.language if it is en, fr or de; or " : "") +
        $"set {path}.moses.words to false and {path}.partPunctuation to true.";

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data.source</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        IEnumerable<string> problems =
        [
            .. Allowed.OneOf(path, "unicodeNormalization", UnicodeNormalization),
            .. Allowed.OneOf(path, "tokenizer", Tokenizer),
            .. Allowed.OneOf(path + ".moses", "language", Moses.Language),
            .. BytePair.Validate(path + ".bytePair"),
        ];
        problems = Tokenizer == TokenizerKind.SentencePiece ? problems.Concat(SentencePiece.Validate(path + ".sentencePiece")) : problems;
        string[] parting =
        [
            .. Moses.Words ? ["moses.words"] : Array.Empty<string>(),
            .. SpaceBeforePunctuation ? ["spaceBeforePunctuation"] : Array.Empty<string>(),
            .. PartPunctuation ? ["partPunctuation"] : Array.Empty<string>(),
        ];
        if (parting.Length > 1)
        {
            problems = problems.Append(
                $"{path}.{parting[0]} is true, and {path}.{parting[1]}, too; both part punctuation from words, so set one of them to false.");
        }

        return PartPunctuation && Moses.Truecase
            ? problems.Append($"{path}.partPunctuation is true, and {path}.moses.truecase, too; case is learnt beside words and marks as {path}.moses.words parts them, so set one of them to false.")
            : problems;
    }
}

/// <summary>The Unicode normalisation form that text is brought to.</summary>
public enum UnicodeForm
{
    /// <summary>Text stays as it is.</summary>
    None,

    /// <summary>Form C: a letter and its marks are one character wherever Unicode has one (é rather than e and an accent).</summary>
    Nfc,
}

/// <summary>How a sentence is cut into tokens.</summary>
public enum TokenizerKind
{
    /// <summary>Tokens are what stands between blanks.</summary>
    Word,

    /// <summary>Every character is a token, blanks included.</summary>
    Character,

    /// <summary>Every grapheme cluster is a token, a letter with its marks or an emoji of several parts, blanks included.</summary>
    Grapheme,

    /// <summary>Words are cut into pieces that training learns (byte-pair encoding).</summary>
    BytePair,

    /// <summary>Sentences are cut into the pieces of a model that SentencePiece has trained.</summary>
    SentencePiece,

    /// <summary>A tokenizer of the user's own, given to the library as an <see cref="ITokenizerFactory"/>.</summary>
    Custom,
}
