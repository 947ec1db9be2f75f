using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Shortlists;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman;

/// <summary>A trained model, loaded and ready to translate. Safe for any number of threads at once.</summary>
/// <remarks>A call that is cancelled throws an <see cref="OperationCanceledException"/>; nothing half-done comes of it.</remarks>
/// <example><code>
/// using var translator = Translator.Load("models/en-fr");
/// Translation t = translator.Translate("the european economic area");
/// Console.WriteLine(t.Text);
/// </code></example>
public sealed partial class Translator : IDisposable
{
    private const int LongestLimit = 20_000; // Beyond it the attention weights of one translation might not fit into one array.

    private readonly AttentionFactory? _customAttention;
    private readonly BatchTranslator _batches;

    private readonly IReadOnlyList<Seq2SeqModel> _models;

    private Translator(
        ModelFolder folder, TranslatorOptions options, IReadOnlyList<Seq2SeqModel> models, TextModel source, TextModel target, AttentionFactory? customAttention)
    {
        (Options, _models, Source, Target, _customAttention) = (options, models, source, target, customAttention);
        _batches = new BatchTranslator(options, models, source, target, new StoredTable(folder.ShortlistPath, source.Vocabulary, target.Vocabulary));
    }

    /// <summary>The options that the model was trained with.</summary>
    public TranslatorOptions Options { get; }

    /// <summary>Reads source sentences: how they are cleaned and cut, and the vocabulary.</summary>
    public TextModel Source { get; }

    /// <summary>The same for target sentences.</summary>
    public TextModel Target { get; }

    /// <summary>Number of trainable numbers of the model, or of all models of an ensemble.</summary>
    public long ParameterCount => _models.Sum(model => model.Parameters.Count);

    /// <summary>Number of models: 1, or those of an ensemble.</summary>
    public int ModelCount => _models.Count;

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

    /// <summary>
    /// Threads that a call with more sentences than fit into a batch may use, at least 1; its results are the same to the bit for any number.
    /// Calls from several threads are possible with any number, too. Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 1;

    /// <summary>The model; whoever changes it changes what other threads compute.</summary>
    /// <exception cref="NotSupportedException">It is an ensemble.</exception>
    internal Seq2SeqModel Model => _models.Count == 1
        ? _models[0]
        : throw new NotSupportedException($"This looks into one model, and the translator is an ensemble of {_models.Count}. Load one of them alone.");

    private CallLimits Limits => new(MaximumSentenceLength, Threads);

    /// <summary>What searches for it.</summary>
    internal BatchTranslator Batches => _batches;

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    /// <param name="customTokenizer">Reads the tokenizers of a model whose tokenizers are custom; null for built-in tokenizers.</param>
    /// <param name="precision">In how many bits to multiply by the weights.</param>
    /// <exception cref="ConfigurationException">The model's attention or a tokenizer is custom, and its factory is not given.</exception>
    /// <exception cref="CheckpointException">The folder is missing, damaged, or of a newer format.</exception>
    /// <exception cref="VocabularyException">A vocabulary is missing or damaged.</exception>
    public static Translator Load(
        string folder, AttentionFactory? customAttention = null, ITokenizerFactory? customTokenizer = null, WeightPrecision precision = WeightPrecision.Full)
    {
        if (!Enum.IsDefined(precision))
        {
            throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision.");
        }

        ModelFolder files = new(folder);
        TranslatorOptions options = files.ReadOptions();
        (TextModel source, TextModel target) = files.ReadText(options, customTokenizer);
        Seq2SeqModel model = files.CreateModel(options, source.Vocabulary, target.Vocabulary, customAttention);
        files.ReadWeights(model, precision == WeightPrecision.EightBit ? WeightForm.EightBits : WeightForm.Packed);
        return new Translator(files, options, [model], source, target, customAttention);
    }

    /// <summary>Loads several models that translate together: each token is predicted by the mean of their probabilities.</summary>
    /// <param name="folders">Paths of the folders, at least one; how to search is as in the first.</param>
    /// <param name="customAttention">Makes the score of models whose attention is custom; null for built-in scores.</param>
    /// <param name="customTokenizer">Reads the tokenizers of models whose tokenizers are custom; null for built-in tokenizers.</param>
    /// <param name="precision">In how many bits to multiply by the weights.</param>
    /// <exception cref="ConfigurationException">
    /// The models do not cut text into the same tokens, or a score or tokenizer is custom, and its factory is not given.
    /// </exception>
    /// <exception cref="CheckpointException">A folder is missing, damaged, or of a newer format.</exception>
    /// <exception cref="VocabularyException">A vocabulary is missing or damaged.</exception>
    public static Translator LoadEnsemble(
        IReadOnlyList<string> folders, AttentionFactory? customAttention = null, ITokenizerFactory? customTokenizer = null, WeightPrecision precision = WeightPrecision.Full)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentOutOfRangeException.ThrowIfZero(folders.Count);
        Translator[] members = [.. folders.Select(folder => Load(folder, customAttention, customTokenizer, precision))];
        EnsembleAgreement.ThrowUnlessAlike(folders, members);
        Translator first = members[0];
        return new Translator(new ModelFolder(folders[0]), first.Options, [.. members.Select(member => member.Model)], first.Source, first.Target, customAttention);
    }

    /// <summary>Translates a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="options">How to search, for one translation; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The best translation; of a blank sentence, an empty one.</returns>
    /// <exception cref="ArgumentException">The options ask for several translations, which <see cref="TranslateNBest"/> gives.</exception>
    /// <exception cref="ConfigurationException">The options are not valid, or not for this model.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public Translation Translate(string text, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        TranslateBatch([text], options, cancellationToken)[0];

    /// <summary>Translates many sentences, in batches of similar length.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="options">How to search, for one translation of each; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>For each sentence its best translation; for a blank one, an empty one.</returns>
    /// <inheritdoc cref="Translate" path="/exception"/>
    public IReadOnlyList<Translation> TranslateBatch(
        IReadOnlyList<string> texts, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        [.. TranslateNBestBatch(texts, _batches.OneBest(options), cancellationToken).Select(best => best[0])];

    /// <summary>The best translations of a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="options">How to search, and for how many translations; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>At most <see cref="SearchOptions.BestCount"/> translations, the best first; of a blank sentence, an empty one.</returns>
    /// <exception cref="ConfigurationException">The options are not valid, or not for this model.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public IReadOnlyList<Translation> TranslateNBest(string text, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        TranslateNBestBatch([text], options, cancellationToken)[0];

    /// <summary>The best translations of many sentences, in batches of similar length.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="options">How to search, and for how many translations of each; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>For each sentence what <see cref="TranslateNBest"/> gives.</returns>
    /// <inheritdoc cref="TranslateNBest" path="/exception"/>
    public IReadOnlyList<IReadOnlyList<Translation>> TranslateNBestBatch(
        IReadOnlyList<string> texts, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _batches.Search([.. texts.Select(text => new TranslationRequest(text))], options ?? Options.Decoding, Limits, cancellationToken);
    }

    /// <summary>Translates a sentence, with a say in what the translation is.</summary>
    /// <param name="request">The sentence, and what its translation must be.</param>
    /// <param name="options">How to search, for one translation; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="TranslationRequestException">The translation cannot be what is asked for.</exception>
    /// <inheritdoc cref="Translate"/>
    public Translation TranslateGuided(TranslationRequest request, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        TranslateGuidedNBestBatch([request], _batches.OneBest(options), cancellationToken)[0][0];

    /// <summary>The best translations of many sentences, in batches of similar length, with a say in what each is.</summary>
    /// <param name="requests">The sentences, and what their translations must be.</param>
    /// <param name="options">How to search, and for how many translations of each; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="TranslationRequestException">A translation cannot be what is asked for.</exception>
    /// <inheritdoc cref="TranslateNBestBatch"/>
    public IReadOnlyList<IReadOnlyList<Translation>> TranslateGuidedNBestBatch(
        IReadOnlyList<TranslationRequest> requests, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return _batches.Search(requests, options ?? Options.Decoding, Limits, cancellationToken);
    }

    /// <summary>Forced decoding: the attention weights and probability of a given translation.</summary>
    /// <param name="source">The source sentence.</param>
    /// <param name="target">The translation.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="ArgumentException">A side has no tokens.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Translation Align(string source, string target, CancellationToken cancellationToken = default) =>
        TranslationBuilder.ThrowIfBlank(AlignBatch([new SentencePair(source, target)], cancellationToken)[0]);

    /// <summary>Forced decoding of many pairs, in batches of similar length.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>
    /// For each pair its translation with probability and attention weights, the same as from <see cref="Align"/>; without tokens and weights for a
    /// pair that has a blank side.
    /// </returns>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Translation> AlignBatch(IReadOnlyList<SentencePair> pairs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return _batches.Force(pairs, keepWeights: true, Limits, cancellationToken);
    }

    /// <summary>The probability of a given translation, of each token too, for models with or without attention.</summary>
    /// <param name="source">The source sentence.</param>
    /// <param name="target">The translation.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>What <see cref="Align"/> gives, without attention weights, which need memory.</returns>
    /// <inheritdoc cref="Align" path="/exception"/>
    public Translation Score(string source, string target, CancellationToken cancellationToken = default) =>
        TranslationBuilder.ThrowIfBlank(ScoreBatch([new SentencePair(source, target)], cancellationToken)[0]);

    /// <summary>The probability of many given translations, in batches of similar length.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>For each pair what <see cref="AlignBatch"/> gives, without attention weights, which need memory.</returns>
    /// <inheritdoc cref="AlignBatch" path="/exception"/>
    public IReadOnlyList<Translation> ScoreBatch(IReadOnlyList<SentencePair> pairs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return _batches.Force(pairs, keepWeights: false, Limits, cancellationToken);
    }

    /// <summary>How the model comes to the translation of a sentence: every step with its vectors, and all that the search has considered.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="request">What is wanted, and what is to be otherwise; null explains the model's own search.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <remarks>
    /// The steps are those of forced decoding of the translation found: with nothing changed, probabilities and weights are those of
    /// <see cref="Align"/> to the bit.
    /// </remarks>
    /// <exception cref="ModelRequestException">The sentence or a given translation is blank, or the request does not fit the sentence or the model.</exception>
    /// <exception cref="ConfigurationException">The search options are not valid, or not for this model.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Explanation Explain(string text, ExplanationRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        request ??= new ExplanationRequest();
        ExplanationChecks.ThrowIfNull(request);
        return _batches.Explain(Model, text, request, MaximumSentenceLength, cancellationToken);
    }

    /// <summary>How surprised the model is by given translations, and what it has read of them. Keeps all pairs in memory, and uses one thread.</summary>
    /// <param name="corpus">Pairs; those with a blank side do not count.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LossResult Loss(ICorpus corpus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return _batches.Loss(corpus, MaximumSentenceLength, cancellationToken);
    }

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
        return TranslationBuilder.ReplaceUnknown(translation, lexicon, Target);
    }

    /// <summary>A copy of the model, to look inside; the translator goes on with its own.</summary>
    public Seq2SeqModel CopyModel() => Model.Copy(_customAttention);

    /// <summary>Frees the memory that translations were computed in; later calls fail.</summary>
    public void Dispose() => _batches.Dispose();
}
