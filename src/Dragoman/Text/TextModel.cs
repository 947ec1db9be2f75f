using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Text.Moses;

namespace Dragoman.Text;

/// <summary>Turns raw sentences of one language into token ids and back: a normaliser, a tokenizer and a vocabulary, learnt and kept together.</summary>
/// <remarks>Immutable and safe for many threads.</remarks>
public sealed class TextModel
{
    /// <summary>Ending of the vocabulary's file.</summary>
    internal const string VocabularyEnding = ".vocab";

    /// <summary>Ending of the file of what the tokenizer has learnt.</summary>
    internal const string TokenizerEnding = ".tokenizer";

    /// <summary>Ending of the file of what has been learnt of case.</summary>
    internal const string TruecaserEnding = ".truecaser";

    /// <summary>Longest such file that is read.</summary>
    internal const long MostTokenizerBytes = 1L << 28;

    /// <summary>Makes a model of given tokens; the tokenizer is one that learns nothing.</summary>
    /// <param name="options">How text is cleaned and cut.</param>
    /// <param name="vocabulary">The ids.</param>
    /// <exception cref="ArgumentException">The tokenizer of the options has to be learnt, or the case of words.</exception>
    public TextModel(TextOptions options, Vocabulary vocabulary)
        : this(new TextSegmenter(options), vocabulary)
    {
        if (TextSegmenter.IsLearned(options.Tokenizer))
        {
            throw new ArgumentException($"A {options.Tokenizer} tokenizer is learnt, or read from a file.", nameof(options));
        }

        if (options.Moses.Truecase)
        {
            throw new ArgumentException("The case of words is learnt, or read from a file.", nameof(options));
        }
    }

    internal TextModel(TextSegmenter segmenter, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        (Segmenter, Vocabulary) = (segmenter, vocabulary);
    }

    /// <summary>How text is cleaned and cut.</summary>
    public TextOptions Options => Segmenter.Options;

    /// <summary>The ids.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Cleans and cuts text.</summary>
    internal TextSegmenter Segmenter { get; }

    /// <summary>Learns a tokenizer, if it is of a kind that learns, and a vocabulary of its tokens.</summary>
    /// <param name="sentences">Raw sentences of one language; read once, and once more for each of a tokenizer that learns and the case of words.</param>
    /// <param name="textOptions">How text is cleaned and cut.</param>
    /// <param name="vocabularyOptions">Which tokens are kept; null: all.</param>
    /// <param name="customTokenizer">Makes a tokenizer of the user's own; null for built-in tokenizers.</param>
    /// <exception cref="ArgumentException">The vocabulary options are not valid.</exception>
    /// <exception cref="ConfigurationException">The text options are not valid, or the tokenizer is custom, and its factory is not given.</exception>
    public static TextModel Learn(
        IEnumerable<string> sentences, TextOptions textOptions, VocabularyOptions? vocabularyOptions = null, ITokenizerFactory? customTokenizer = null)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(textOptions);
        ConfigurationException.ThrowIfAny(textOptions.Validate("text"));
        TextCleaner cleaner = TextCleaner.Learn(textOptions, sentences);
        TextSegmenter segmenter = TextSegmenter.Learn(cleaner, sentences.Select(cleaner.Clean), customTokenizer);
        VocabularyBuilder builder = new();
        ulong key = 0;
        foreach (string sentence in sentences)
        {
            builder.Add(segmenter.Cut(sentence));
            if (segmenter.CutsAtRandom)
            {
                builder.Add(segmenter.CutAtRandom(sentence, key++));
            }
        }

        return new TextModel(segmenter, builder.Build(vocabularyOptions));
    }

    /// <summary>Writes the vocabulary and what the tokenizer has learnt; the options are the caller's to keep.</summary>
    /// <param name="path">Beginning of the files' paths, such as <c>folder/source</c> for <c>folder/source.vocab</c> and <c>folder/source.tokenizer</c>.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save(string path)
    {
        foreach ((string ending, Action<Stream> write) in Files())
        {
            OutputFile.At(path + ending).Write(write);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">Beginning of the files' paths.</param>
    /// <param name="options">How text is cleaned and cut.</param>
    /// <param name="customTokenizer">Reads a tokenizer of the user's own; null for built-in tokenizers.</param>
    /// <exception cref="VocabularyException">A file is missing or damaged.</exception>
    /// <exception cref="ConfigurationException">The tokenizer is custom, and its factory is not given.</exception>
    public static TextModel Load(string path, TextOptions options, ITokenizerFactory? customTokenizer = null)
    {
        Vocabulary vocabulary = Vocabulary.Load(path + VocabularyEnding);
        return new TextModel(LoadSegmenter(path, options, customTokenizer), vocabulary);
    }

    /// <summary>Cleans a raw sentence and cuts it into tokens, those outside the vocabulary included.</summary>
    /// <param name="text">The raw sentence.</param>
    public string[] Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Segmenter.Cut(text)];
    }

    /// <summary>The tokens of a raw sentence, and where each stands in it.</summary>
    /// <param name="text">The raw sentence.</param>
    public IReadOnlyList<TextToken> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Segmenter.Locate(text);
    }

    /// <summary>Joins tokens into a sentence.</summary>
    /// <param name="tokens">Tokens as from <see cref="Tokenize"/>.</param>
    public string Detokenize(IEnumerable<string> tokens) => Segmenter.Join(tokens);

    /// <summary>The ids of a raw sentence, without special tokens at its ends.</summary>
    /// <param name="text">The raw sentence.</param>
    /// <returns>
    /// One id per token; <see cref="Vocabulary.UnkId"/> for a token outside the vocabulary and for text that looks like a special token.
    /// </returns>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Encode(Segmenter.Cut(text));
    }

    /// <summary>The ids of tokens, without special tokens at the ends.</summary>
    /// <param name="tokens">Tokens as from <see cref="Tokenize"/>.</param>
    /// <returns>As from <see cref="Encode(string)"/>.</returns>
    public int[] Encode(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        int[] ids = new int[tokens.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            int id = Vocabulary.IdOf(tokens[i]);

            // A sentence that contains "<eos>" as text must not end there.
            ids[i] = id < Vocabulary.SpecialCount ? Vocabulary.UnkId : id;
        }

        return ids;
    }

    /// <summary>The id that the last token of a beginning has if the text goes on without a space after it; null if it is the same, or not in the vocabulary.</summary>
    /// <param name="text">A raw beginning.</param>
    internal int? OpenEnd(string text) => Segmenter.OpenEnd(text) is { } token && Vocabulary.IdOf(token) is >= Vocabulary.SpecialCount and var id ? id : null;

    /// <summary>The sentence of ids, up to the first &lt;eos&gt;; &lt;pad&gt; and &lt;bos&gt; are left out.</summary>
    /// <param name="ids">Ids of this vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        List<string> tokens = new(ids.Length);
        foreach (int id in ids)
        {
            if (id == Vocabulary.EosId)
            {
                break;
            }

            if (id is not (Vocabulary.PadId or Vocabulary.BosId))
            {
                tokens.Add(Vocabulary.TokenOf(id));
            }
        }

        return Segmenter.Join(tokens);
    }

    /// <summary>Whether another model makes the same ids of every text.</summary>
    /// <param name="other">The other model.</param>
    internal bool ReadsAs(TextModel other) =>
        Options.ForReading == other.Options.ForReading && Files().Zip(other.Files()).All(pair => Written(pair.First.Write).AsSpan().SequenceEqual(Written(pair.Second.Write)));

    /// <summary>The files that keep this model: how each name ends, and what writes it.</summary>
    internal IEnumerable<(string Ending, Action<Stream> Write)> Files()
    {
        yield return (VocabularyEnding, Vocabulary.Write);
        if (Segmenter.Tokenizer is ILearnedTokenizer learned)
        {
            yield return (TokenizerEnding, learned.Write);
        }

        if (Segmenter.Cleaner.Truecaser is { } truecaser)
        {
            yield return (TruecaserEnding, stream => TruecaserFile.Write(truecaser, stream));
        }
    }

    private static byte[] Written(Action<Stream> write)
    {
        using MemoryStream bytes = new();
        write(bytes);
        return bytes.ToArray();
    }

    /// <summary>The cleaner and the tokenizer of a model on disk.</summary>
    internal static TextSegmenter LoadSegmenter(string path, TextOptions options, ITokenizerFactory? customTokenizer)
    {
        Truecaser? truecaser = options.Moses.Truecase ? ReadLearned(path + TruecaserEnding, "truecaser", TruecaserFile.Read) : null;
        TextCleaner cleaner = new(options, truecaser);
        return TextSegmenter.IsLearned(options.Tokenizer)
            ? new TextSegmenter(cleaner, ReadLearned(path + TokenizerEnding, "tokenizer", TextSegmenter.FactoryOf(options, customTokenizer).Read))
            : TextSegmenter.Learn(cleaner, [], null);
    }

    private static T ReadLearned<T>(string file, string name, Func<Stream, T> read) =>
        LearnedFile.Read(file, name, bytes => read(new MemoryStream(bytes, writable: false)));
}
