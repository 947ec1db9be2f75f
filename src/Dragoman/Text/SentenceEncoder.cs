namespace Dragoman.Text;

/// <summary>Turns raw sentences of one language into token ids and back. Immutable and safe for many threads.</summary>
public sealed class SentenceEncoder
{
    private readonly ITokenizer _tokenizer;

    /// <summary>Makes an encoder with the normaliser and the tokenizer that the options name.</summary>
    /// <param name="options">How text is cleaned and cut.</param>
    /// <param name="vocabulary">The ids.</param>
    public SentenceEncoder(TextOptions options, Vocabulary vocabulary)
        : this(new TextNormalizer(options), options.CreateTokenizer(), vocabulary)
    {
    }

    /// <summary>Makes an encoder of its three parts.</summary>
    /// <param name="normalizer">Cleans raw text.</param>
    /// <param name="tokenizer">Cuts clean text into tokens.</param>
    /// <param name="vocabulary">The ids.</param>
    public SentenceEncoder(TextNormalizer normalizer, ITokenizer tokenizer, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(normalizer);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(vocabulary);
        (Normalizer, _tokenizer, Vocabulary) = (normalizer, tokenizer, vocabulary);
    }

    /// <summary>Cleans raw text before it is cut.</summary>
    public TextNormalizer Normalizer { get; }

    /// <summary>The ids.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Counts the tokens of <paramref name="sentences"/> and makes an encoder with the vocabulary found.</summary>
    /// <param name="sentences">Raw sentences of one language; read once.</param>
    /// <param name="textOptions">How text is cleaned and cut.</param>
    /// <param name="vocabularyOptions">Which tokens are kept; null: all.</param>
    /// <exception cref="ArgumentException">The vocabulary options are not valid.</exception>
    public static SentenceEncoder Learn(
        IEnumerable<string> sentences, TextOptions textOptions, VocabularyOptions? vocabularyOptions = null)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        TextNormalizer normalizer = new(textOptions);
        ITokenizer tokenizer = textOptions.CreateTokenizer();
        VocabularyBuilder builder = new();
        foreach (string sentence in sentences)
        {
            builder.Add(tokenizer.Tokenize(normalizer.Normalize(sentence)));
        }

        return new SentenceEncoder(normalizer, tokenizer, builder.Build(vocabularyOptions));
    }

    /// <summary>Cleans a raw sentence and cuts it into tokens, those outside the vocabulary included.</summary>
    /// <param name="text">The raw sentence.</param>
    public string[] Tokenize(string text) => [.. Cut(text)];

    /// <summary>Joins tokens into a sentence.</summary>
    /// <param name="tokens">Tokens as from <see cref="Tokenize"/>.</param>
    public string Detokenize(IEnumerable<string> tokens) => _tokenizer.Detokenize(tokens);

    /// <summary>The ids of a raw sentence, without special tokens at its ends.</summary>
    /// <param name="text">The raw sentence.</param>
    /// <returns>
    /// One id a token; <see cref="Vocabulary.UnkId"/> for a token outside the vocabulary and for text that looks like a special token.
    /// </returns>
    public int[] Encode(string text) => Encode(Cut(text));

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

        return _tokenizer.Detokenize(tokens);
    }

    /// <summary>A blank sentence has no tokens, whatever the tokenizer makes of white space.</summary>
    private IReadOnlyList<string> Cut(string text) => WhiteSpace.IsBlank(text) ? [] : _tokenizer.Tokenize(Normalizer.Normalize(text));
}
