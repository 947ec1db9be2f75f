using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman;

/// <summary>A trained model, loaded and ready to translate. Safe for any number of threads at once.</summary>
/// <example><code>
/// using var translator = Translator.Load("models/en-fr");
/// Translation t = translator.Translate("the european economic area");
/// Console.WriteLine(t.Text);
/// </code></example>
public sealed class Translator : IDisposable
{
    private const int LongestLimit = 20_000; // Beyond it the attention weights of one translation might not fit into one array.

    private readonly Seq2SeqModel _model;
    private readonly SentenceReader _source;
    private readonly SentenceReader _target;
    private readonly TranslationBuilder _builder;
    private readonly WorkspacePool _workspaces = new(Environment.ProcessorCount);
    private bool _disposed;

    private Translator(TranslatorOptions options, Seq2SeqModel model, SentenceEncoder source, SentenceEncoder target)
    {
        (Options, _model) = (options, model);
        _source = new SentenceReader(source, options.Data.Encoding.AppendEosToSource);
        _target = new SentenceReader(target, appendEos: true);
        _builder = new TranslationBuilder(target, options.Data.Encoding);
    }

    /// <summary>The options that the model was trained with.</summary>
    public TranslatorOptions Options { get; }

    /// <summary>The model.</summary>
    public Seq2SeqModel Model => _model;

    /// <summary>The source vocabulary.</summary>
    public Vocabulary SourceVocabulary => _source.Encoder.Vocabulary;

    /// <summary>The target vocabulary.</summary>
    public Vocabulary TargetVocabulary => _target.Encoder.Vocabulary;

    /// <summary>
    /// Tokens of the longest sentence that is read whole, the end token counted, 2 to 20,000; of a longer one, which is hardly a sentence, so many
    /// are read, and the translation says that it was cut. A sentence may be longer than those of training. Default: 5,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaximumSentenceLength
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestLimit);
            field = value;
        }
    }
    = 5_000;

    /// <summary>Bytes kept for later calls.</summary>
    internal long HeldBytes => _workspaces.HeldBytes;

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    /// <exception cref="ConfigurationException">The model's attention is custom, and its factory is not given.</exception>
    /// <exception cref="CheckpointException">The folder is missing, damaged, or of a newer format.</exception>
    /// <exception cref="VocabularyException">A vocabulary is missing or damaged.</exception>
    public static Translator Load(string folder, AttentionFactory? customAttention = null)
    {
        ModelFolder files = new(folder);
        TranslatorOptions options = files.ReadOptions();
        (Vocabulary source, Vocabulary target) = files.ReadVocabularies();
        Seq2SeqModel model = files.CreateModel(options, source, target, customAttention);
        files.ReadWeights(model);
        return new Translator(
            options, model, new SentenceEncoder(options.Data.Source, source), new SentenceEncoder(options.Data.Target, target));
    }

    /// <summary>Translates a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="options">How to search; null takes the model's own options.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ConfigurationException">The options are not valid.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    public Translation Translate(string text, SearchOptions? options = null, CancellationToken cancellation = default) =>
        TranslateAll([text], options, cancellation)[0][0];

    /// <summary>Translates many sentences, in batches of similar length.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="options">How to search; null takes the model's own options.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>For each sentence its best translations, the best first; a blank sentence has one empty translation.</returns>
    /// <exception cref="ConfigurationException">The options are not valid.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    public IReadOnlyList<IReadOnlyList<Translation>> TranslateAll(
        IReadOnlyList<string> texts, SearchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ObjectDisposedException.ThrowIf(_disposed, this);
        SearchOptions search = options ?? Options.Decoding;
        ConfigurationException.ThrowIfAny(search.Validate("decoding"));
        var results = new IReadOnlyList<Translation>[texts.Count];
        var sentences = new List<(int Index, ReadSentence Read)>();
        for (int i = 0; i < texts.Count; i++)
        {
            ReadSentence read = _source.Read(texts[i], MaximumSentenceLength);
            if (read.IsBlank)
            {
                results[i] = [TranslationBuilder.Blank(texts[i])];
            }
            else
            {
                sentences.Add((i, read));
            }
        }

        sentences.Sort(static (a, b) => a.Read.Ids.Length != b.Read.Ids.Length
            ? b.Read.Ids.Length.CompareTo(a.Read.Ids.Length)
            : a.Index.CompareTo(b.Index));
        using WorkspacePool.Loan loan = _workspaces.Lend();
        foreach ((int Index, ReadSentence Read)[] batch in TokenBatches.Cut(sentences, search.BatchSize, static sentence => sentence.Read.Ids.Length))
        {
            IReadOnlyList<IReadOnlyList<Hypothesis>> found = loan.Workspace.Search(_model, search, batch.Select(sentence => sentence.Read.Ids), cancellation);
            for (int i = 0; i < batch.Length; i++)
            {
                (int index, ReadSentence read) = batch[i];
                results[index] = [.. found[i].Select(hypothesis => _builder.Found(texts[index], read, hypothesis))];
            }
        }

        return results;
    }

    /// <summary>Forced decoding: the attention weights and probability of a given translation.</summary>
    /// <param name="source">The source sentence.</param>
    /// <param name="target">The translation.</param>
    /// <exception cref="ArgumentException">A side has no tokens.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    public Translation Align(string source, string target) => AlignAll([new SentencePair(source, target)])[0] is { Tokens.Count: > 0 } alignment
        ? alignment
        : throw new ArgumentException("Source and target must have at least one token.");

    /// <summary>Forced decoding of many pairs, in batches of similar length.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>
    /// For each pair its translation with probability and attention weights, the same as from <see cref="Align"/>; without tokens and weights for a
    /// pair that has a blank side.
    /// </returns>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    public IReadOnlyList<Translation> AlignAll(IReadOnlyList<SentencePair> pairs, CancellationToken cancellation = default) =>
        Force(pairs, keepWeights: true, cancellation);

    /// <summary>The probability of given translations, of each token too, for models with or without attention.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>For each pair what <see cref="AlignAll"/> gives, without attention weights, which need memory.</returns>
    public IReadOnlyList<Translation> ScoreAll(IReadOnlyList<SentencePair> pairs, CancellationToken cancellation = default) =>
        Force(pairs, keepWeights: false, cancellation);

    /// <summary>Replaces each unknown-word token of a translation through the attention weights.</summary>
    /// <param name="translation">A translation made by this translator.</param>
    /// <param name="lexicon">Translations of source tokens; null or no entry: the source token is copied.</param>
    /// <returns>
    /// The translation with the words found in its text, its tokens and the rows of its attention map, which still correspond; probability and score
    /// are those of the tokens predicted.
    /// </returns>
    /// <exception cref="InvalidOperationException">There is a token to replace, but the model has no attention.</exception>
    public Translation ReplaceUnknown(Translation translation, BilingualLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(translation);
        if (!translation.Tokens.Contains(Vocabulary.UnkToken))
        {
            return translation;
        }

        AttentionMap map = translation.Attention ??
            throw new InvalidOperationException("The model has no attention, which tells the word that an unknown-word token stands for.");
        string[] replaced = UnknownReplacement.Replace(map, lexicon);
        string[] tokens = replaced[..translation.Tokens.Count];
        return translation with { Text = _target.Encoder.Detokenize(tokens), Tokens = tokens, Attention = map.WithTarget(replaced) };
    }

    /// <summary>How surprised the model is by given translations: mean cross-entropy, in nats a target token; its exponential is the perplexity.</summary>
    /// <param name="corpus">Pairs; those with a blank side do not count.</param>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged.</exception>
    public double Loss(ICorpus corpus) => MeasureLoss(corpus).Loss;

    /// <summary>How surprised the model is by given translations, and what it has read of them.</summary>
    /// <param name="corpus">Pairs; those with a blank side do not count.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged.</exception>
    public LossResult MeasureLoss(ICorpus corpus, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ObjectDisposedException.ThrowIf(_disposed, this);
        EncodedPairs pairs = new([]);
        long unknown = 0;
        (int cut, int longer) = (0, 0);
        foreach (SentencePair pair in corpus.Read())
        {
            (ReadSentence source, ReadSentence target) = Read(pair);
            if (!source.IsBlank && !target.IsBlank)
            {
                pairs.Add(new EncodedPair(source.Ids, target.Ids));
                unknown += target.Unknown().Length;
                cut += source.IsCut || target.IsCut ? 1 : 0;
                longer += _builder.IsLong(source, target) ? 1 : 0;
            }
        }

        double loss = new Validator(_model, pairs).Loss(cancellation);
        return new LossResult(loss, pairs.Count, pairs.TargetTokenCount, unknown, cut, longer);
    }

    /// <summary>Frees the memory that translations were computed in; later calls fail.</summary>
    public void Dispose()
    {
        _disposed = true;
        _workspaces.Dispose();
    }

    private (ReadSentence Source, ReadSentence Target) Read(SentencePair pair) =>
        (_source.Read(pair.Source, MaximumSentenceLength), _target.Read(pair.Target, MaximumSentenceLength));

    private Translation[] Force(IReadOnlyList<SentencePair> pairs, bool keepWeights, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var results = new Translation[pairs.Count];
        var read = new List<(int Index, ReadSentence Source, ReadSentence Target)>();
        for (int i = 0; i < pairs.Count; i++)
        {
            (ReadSentence source, ReadSentence target) = Read(pairs[i]);
            if (source.IsBlank || target.IsBlank)
            {
                results[i] = TranslationBuilder.Blank(pairs[i].Source, pairs[i].Target);
            }
            else
            {
                read.Add((i, source, target));
            }
        }

        using WorkspacePool.Loan loan = _workspaces.Lend();
        List<(int Index, ReadSentence Source, ReadSentence Target)> sorted =
            [.. read.OrderByDescending(pair => pair.Target.Ids.Length).ThenByDescending(pair => pair.Source.Ids.Length)];
        foreach ((int Index, ReadSentence Source, ReadSentence Target)[] batch in TokenBatches.Cut(
            sorted, Options.Decoding.BatchSize, static pair => Math.Max(pair.Source.Ids.Length, pair.Target.Ids.Length)))
        {
            IReadOnlyList<Hypothesis> forced = loan.Workspace.Force(
                _model, batch.Select(pair => pair.Source.Ids), batch.Select(pair => pair.Target.Ids), keepWeights, cancellation);
            for (int i = 0; i < batch.Length; i++)
            {
                (int index, ReadSentence source, ReadSentence target) = batch[i];
                results[index] = _builder.Given(pairs[index], source, target, forced[i]);
            }
        }

        return results;
    }
}
